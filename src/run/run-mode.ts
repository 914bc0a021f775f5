import type { FullConfig } from '@playwright/test/reporter';

/**
 * What kind of run a reporter is in: `full` makes a packet and judges it; `shard` is a part whose blob is merged
 * later; `merge` folds such parts; `list` runs nothing; `watch` is UI mode or an editor, where every click is a run.
 */
export type RunMode = 'full' | 'shard' | 'merge' | 'list' | 'watch';

const WATCHERS = ['test-server', '--ui', '--ui-host', '--ui-port'];

/** `hint` is what Playwright gives each reporter as its option `_mode`. */
export function runMode({ shard, argv = [] }: Pick<FullConfig, 'shard' | 'argv'>, hint: string | undefined): RunMode {
  if (hint === 'list' || hint === 'merge') return hint;
  if (isWatching(argv)) return 'watch';
  return shard ? 'shard' : 'full';
}

/** UI mode and editors play single tests on demand. They keep live traces, which no option switches off. */
export function isWatching(argv: readonly string[]): boolean {
  return argv.some((word) => WATCHERS.some((watcher) => word.startsWith(watcher)));
}
