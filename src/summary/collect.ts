import type { FullResult, Suite, TestCase } from '@playwright/test/reporter';
import { didYouMean } from '../document/nearest.ts';
import type { Finding } from '../finding.ts';
import { flowId, matrixId, SUBPATHS } from '../flow-id.ts';
import { weakest } from '../matrix/lane-order.ts';
import type { Lane } from '../trace.ts';
import { type Claim, type Declaration, declarationOf } from './declaration.ts';
import { inOrder } from './in-order.ts';
import { type ReadAttachment, readJournal } from './journal-reader.ts';
import { statusOf } from './status.ts';
import type { TestRow } from './summary.ts';

/** What a run leaves behind: rows, what is wrong with how tests declare themselves, and pictures by path below `data/`. */
export interface Collected {
  readonly tests: readonly TestRow[];
  readonly findings: readonly Finding[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface CollectOptions {
  /** The snapshot of `declarations(suite)` made in `onBegin`; without it, annotations pushed at run time count too. */
  readonly declared?: ReadonlyMap<string, Declaration>;
  /** Reads attachments that were handed over as files. Without it they count as lost. */
  readonly readAttachment?: ReadAttachment;
  /** The lane of a project, for tests that drive no journey and declare no lane. */
  readonly laneOf?: (project: string) => Lane | undefined;
}

/**
 * Folds a finished suite: one row per test and claimed cell, in the same order however the run was arranged (workers,
 * retries, shards, merged reports). A test that claims two cells has two rows, the second with `+2` after its id.
 */
export function collect(suite: Suite, options: CollectOptions = {}): Collected {
  const tests = suite.allTests();
  const many = new Set(tests.map(projectOf)).size > 1;
  const parts = tests.map((test) => collectTest(test, many ? `[${projectOf(test)}] ` : '', options));
  return {
    tests: inOrder(
      parts.flatMap((part) => part.tests),
      (row) => [row.flow_id, row.subpath && SUBPATHS.indexOf(row.subpath), row.title, row.id],
    ),
    findings: parts.flatMap((part) => part.findings),
    files: new Map(parts.flatMap((part) => [...part.files])),
  };
}

/** True when the run ended before all tests had their turn: Ctrl-C, or the global time limit. */
export function wasInterrupted(status: FullResult['status']): boolean {
  return status === 'interrupted' || status === 'timedout';
}

function collectTest(test: TestCase, prefix: string, options: CollectOptions): Collected {
  const title = prefix + titleOf(test);
  const declared = options.declared?.get(test.id) ?? declarationOf(test);
  const read = options.readAttachment ?? (() => undefined);
  const { journeys, pictures, files, findings } = readJournal(test.results.at(-1)?.attachments ?? [], title, read);
  const lane = weakest(journeys.map((journey) => journey.lane)) ?? declared.lane ?? options.laneOf?.(projectOf(test));
  const shared = {
    ...statusOf(test),
    ...(lane ? { lane } : {}),
    ...(declared.skip ? { skip: declared.skip } : {}),
    journeys: [...journeys],
    pictures: [...pictures],
  };
  const claims = declared.claims.length > 0 ? declared.claims : [{}];
  return {
    tests: claims.map((claim, at) => ({
      id: at === 0 ? test.id : `${test.id}+${at + 1}`,
      title,
      ...valid(claim),
      ...shared,
    })),
    findings: [...findings, ...claims.flatMap((claim) => claimFindings(claim, title))],
    files,
  };
}

function projectOf(test: TestCase): string {
  return test.parent.project()?.name ?? '';
}

/** Describes and title, without project and file; a lone surrogate, which JSON cannot carry, is replaced. */
function titleOf(test: TestCase): string {
  const path = test
    .titlePath()
    .slice(3)
    .join(' › ')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
  return test.repeatEachIndex > 0 ? `${path} (repeat ${test.repeatEachIndex + 1})` : path;
}

/** Only well-formed ids enter a row; the others have a finding. */
function valid({ flow_id, subpath, matrix_id }: Claim): Pick<TestRow, 'flow_id' | 'subpath' | 'matrix_id'> {
  const known = SUBPATHS.find((one) => one === subpath);
  return {
    ...(flow_id !== undefined && flowId.safeParse(flow_id).success ? { flow_id } : {}),
    ...(known ? { subpath: known } : {}),
    ...(matrix_id !== undefined && matrixId.safeParse(matrix_id).success ? { matrix_id } : {}),
  };
}

function claimFindings(claim: Claim, at: string): Finding[] {
  return [
    ...idFinding(claim.flow_id, flowId, { at, form: 'FLOW-<AREA>-<NAME>-<NNN>' }),
    ...idFinding(claim.matrix_id, matrixId, { at, form: 'UAT-<AREA>-<NNN>' }),
    ...subpathFinding(claim, at),
  ];
}

function idFinding(
  id: string | undefined,
  schema: typeof flowId,
  { at, form }: { at: string; form: string },
): Finding[] {
  if (id === undefined || schema.safeParse(id).success) return [];
  const message = `The test "${at}" names "${id}", which is no id.`;
  return [{ rule: 'id-malformed', severity: 'error', at, message, help: `Write an id of the form ${form}.` }];
}

function subpathFinding({ flow_id, subpath: given }: Claim, at: string): Finding[] {
  if (given === undefined && flow_id === undefined) return [];
  if (SUBPATHS.some((known) => known === given)) return [];
  const message = given
    ? `The test "${at}" names the subpath "${given}", which does not exist.`
    : `The test "${at}" names ${flow_id}, but no subpath of it.`;
  const help = didYouMean(given ?? '', SUBPATHS, `Name one of ${SUBPATHS.join(', ')}.`);
  return [{ rule: 'subpath-unknown', severity: 'error', at, message, help }];
}
