import type { PlaywrightTestConfig } from '@playwright/test';
import type { FullConfig } from '@playwright/test/reporter';
import { listed } from '../document/accepted.ts';
import type { Finding } from '../finding.ts';
import { commandLine } from './command-line.ts';
import type { RunMode } from './run-mode.ts';

const SHARD = 'flowproof-shard-';
const SELECTION = 'flowproof-selection-';

/**
 * Marks a run by the part of the suite it plays: entries for the metadata of the Playwright config, which blob reports
 * carry and merging unites. A run without shards is the first of one. A tag keeps environments with as many shards apart.
 */
export function partMarks(
  { shard, tag }: Pick<PlaywrightTestConfig, 'shard' | 'tag'>,
  argv: readonly string[],
): Readonly<Record<string, true>> {
  const given = commandLine(argv);
  const { current, total } = given.shard ?? shard ?? { current: 1, total: 1 };
  const environment = [tag ?? []].flat().join(' ');
  const marks = [`${SHARD}${current}/${total} ${environment}`, ...given.selection.map((name) => SELECTION + name)];
  return Object.fromEntries(marks.map((mark) => [mark, true]));
}

/** What keeps a run from being a run of the whole suite: a selection by command line, and shards that a merge lacks. */
export function leftOut({ metadata, argv = [] }: Pick<FullConfig, 'metadata' | 'argv'>, mode: RunMode): Finding[] {
  const selection = new Set([...marked(metadata, SELECTION), ...commandLine(argv).selection]);
  return [
    ...(selection.size > 0 ? [selected([...selection].sort())] : []),
    ...(mode === 'merge' ? missingShards(marked(metadata, SHARD)) : []),
  ];
}

function marked(metadata: FullConfig['metadata'], prefix: string): string[] {
  return Object.keys(metadata)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

/** Shards that belong together have the same total and the same environment. */
function missingShards(marks: readonly string[]): Finding[] {
  if (marks.length === 0) return [UNMARKED];
  const sets = new Set(marks.map((mark) => mark.slice(mark.indexOf('/'))));
  return [...sets].sort().flatMap((set) => {
    const total = Number.parseInt(set.slice(1), 10);
    const numbers = Array.from({ length: total }, (_, index) => index + 1);
    const missing = numbers.filter((current) => !marks.includes(`${current}${set}`));
    return missing.length > 0 ? [lacking(missing, total, set.slice(set.indexOf(' ') + 1))] : [];
  });
}

const UNMARKED: Finding = {
  rule: 'shard-missing',
  severity: 'error',
  at: 'merge',
  message: 'The blob reports do not say which shards they are.',
  help: 'Make all shards with defineFlowConfig and the same version of flowproof, then merge their blob reports.',
};

function lacking(missing: readonly number[], total: number, environment: string): Finding {
  const [word, verb] = missing.length === 1 ? ['Shard', 'is'] : ['Shards', 'are'];
  const where = environment ? ` in ${environment}` : '';
  return {
    rule: 'shard-missing',
    severity: 'error',
    at: 'merge',
    message: `${word} ${listed(missing.map(String), 'and')} of ${total} ${verb} missing${where}.`,
    help: "Merge all shards' blob reports.",
  };
}

function selected(names: readonly string[]): Finding {
  const by = listed(names, 'and');
  return {
    rule: 'selection',
    severity: 'error',
    at: 'command line',
    message: `This run was a selection (${by}): tests that it left out may fail.`,
    help: `Run the whole suite, without ${by}.`,
  };
}
