import { didYouMean } from '../document/nearest.ts';
import type { Finding } from '../finding.ts';
import { SUBPATHS, type Subpath } from '../flow-id.ts';
import type { Matrix, MatrixRow } from './matrix.ts';

/** What a test says it proves, before or after it ran. */
export interface DeclaredTest {
  readonly title: string;
  readonly flow_id?: string | undefined;
  readonly subpath?: Subpath | undefined;
  readonly matrix_id?: string | undefined;
}

/**
 * Every link between rows and tests that is not in order. *Missing*: no test and no skip. *Orphaned*: a test names an
 * id that no row has. *Unwanted*: a test proves what a skip says cannot be proved. *Ambiguous*: a test names a flow and
 * the UAT row of another flow. A link that is in order has no finding; *outdated* needs the proof, not the test.
 */
export function checkLinks(matrix: Matrix, tests: readonly DeclaredTest[]): Finding[] {
  const links = index(matrix, tests);
  return [
    ...matrix.flows.flatMap((row) => subpathLinks(row, links)),
    ...tests.flatMap((test) => testLinks(test, links)),
  ];
}

interface Links {
  readonly flowIds: readonly string[];
  readonly owners: ReadonlyMap<string, string>;
  readonly proved: ReadonlySet<string>;
}

function index({ flows }: Matrix, tests: readonly DeclaredTest[]): Links {
  return {
    flowIds: flows.map((row) => row.flow_id),
    owners: new Map(flows.flatMap((row) => row.matrix_ids.map((id) => [id, row.flow_id]))),
    proved: new Set(tests.map((test) => `${test.flow_id} ${test.subpath}`)),
  };
}

function subpathLinks(row: MatrixRow, { proved }: Links): Finding[] {
  return SUBPATHS.flatMap((subpath) => {
    const tested = proved.has(`${row.flow_id} ${subpath}`);
    const skipped = row.skips[subpath] !== undefined;
    if (tested) return skipped ? [unwanted(row, subpath)] : [];
    return skipped || row.status === 'accepted_gap' ? [] : [missing(row, subpath)];
  });
}

/** The two sentences that every surface says about a subpath without a test. */
export function missing(row: Pick<MatrixRow, 'flow_id' | 'priority'>, subpath: Subpath): Finding {
  return {
    rule: 'link-missing',
    severity: row.priority === 'P2' ? 'warning' : 'error',
    at: `${row.flow_id} ${subpath}`,
    message: `No test proves the ${subpath} subpath of ${row.flow_id}.`,
    help: `Write a test tagged flow('${row.flow_id}', '${subpath}').`,
  };
}

function unwanted({ flow_id, skips }: MatrixRow, subpath: Subpath): Finding {
  return {
    rule: 'link-unwanted',
    severity: 'warning',
    at: `${flow_id} ${subpath}`,
    message: `The ${subpath} subpath of ${flow_id} has a test, but the matrix skips it.`,
    help: `Delete skips.${subpath} of ${flow_id} and close ${skips[subpath]?.task}.`,
  };
}

function testLinks({ title, flow_id, matrix_id }: DeclaredTest, { flowIds, owners }: Links): Finding[] {
  const owner = matrix_id && owners.get(matrix_id);
  return [
    ...(flow_id && !flowIds.includes(flow_id) ? [orphaned(title, flow_id, flowIds)] : []),
    ...(matrix_id && !owner ? [orphaned(title, matrix_id, [...owners.keys()])] : []),
    ...(matrix_id && owner && flow_id && owner !== flow_id ? [ambiguous({ title, flow_id, matrix_id }, owner)] : []),
  ];
}

function orphaned(title: string, id: string, known: readonly string[]): Finding {
  const message = `The test "${title}" names ${id}, which no row of the matrix has.`;
  const help = didYouMean(id, known, `Add ${id} to the matrix, or correct the test.`);
  return { rule: 'link-orphaned', severity: 'error', at: title, message, help };
}

function ambiguous(test: Required<Pick<DeclaredTest, 'title' | 'flow_id' | 'matrix_id'>>, owner: string): Finding {
  const { title, flow_id, matrix_id } = test;
  const message = `The test "${title}" names ${flow_id} and ${matrix_id}, but ${matrix_id} belongs to ${owner}.`;
  const help = `Name a matrix_id of ${flow_id}, or tag the test with ${owner}.`;
  return { rule: 'link-ambiguous', severity: 'error', at: title, message, help };
}
