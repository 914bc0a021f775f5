import { parseArgs } from 'node:util';

/** What the command line of `playwright test` says about which tests are played. */
export interface CommandLine {
  /** Names of what leaves tests out, sorted: options, and `a file filter`. Never their values, which may hold paths. */
  readonly selection: readonly string[];
  readonly shard?: Shard;
}

interface Shard {
  readonly current: number;
  readonly total: number;
}

const LEAVES_OUT: readonly string[] = [
  'grep',
  'grep-invert',
  'last-failed',
  'no-deps',
  'only-changed',
  'project',
  'test-list',
  'test-list-invert',
];

/** Options that are followed by a value, so that the value is not taken for the name of a file. */
const VALUED = [
  ...['add-reporter', 'browser', 'global-timeout', 'last-failed-file', 'max-failures', 'output', 'project'],
  ...['repeat-each', 'reporter', 'retries', 'run-agents', 'shard', 'test-list', 'test-list-invert', 'timeout', 'trace'],
  ...['tsconfig', 'ui-host', 'ui-port', 'update-source-method'],
];
/** Options whose value may be left away, and the one that takes several: words right behind them are theirs. */
const GREEDY: readonly string[] = ['debug', 'only-changed', 'project', 'shuffle', 'update-snapshots'];

const OPTIONS = {
  ...Object.fromEntries(VALUED.map((name) => [name, { type: 'string' as const }])),
  config: { type: 'string', short: 'c' },
  grep: { type: 'string', short: 'g' },
  'grep-invert': { type: 'string', short: 'G' },
  'update-snapshots': { type: 'boolean', short: 'u' },
  workers: { type: 'string', short: 'j' },
} as const;

/** Reads `process.argv` of a runner; of any other command it says nothing. */
export function commandLine(argv: readonly string[]): CommandLine {
  const args = argv[2] === 'test' ? argv.slice(3) : [];
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const words = tokens.map((token): Word => ('name' in token ? token : { kind: token.kind }));
  const selection = words.flatMap((word, index) => leavesOut(word, words.slice(0, index)));
  const shard = words.flatMap(({ name, value }) => (name === 'shard' ? shardOf(value) : [])).at(-1);
  return { selection: [...new Set(selection)].sort(), ...(shard && { shard }) };
}

interface Word {
  readonly kind: 'option' | 'option-terminator' | 'positional';
  readonly name?: string;
  readonly value?: string | undefined;
}

function leavesOut({ kind, name = '' }: Word, before: readonly Word[]): string[] {
  if (kind === 'option') return LEAVES_OUT.includes(name) ? [`--${name}`] : [];
  const owner = before.findLast((word) => word.kind !== 'positional')?.name ?? '';
  return kind === 'positional' && !GREEDY.includes(owner) ? ['a file filter'] : [];
}

function shardOf(value = ''): Shard[] {
  const [, current, total] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  return current && total ? [{ current: Number(current), total: Number(total) }] : [];
}
