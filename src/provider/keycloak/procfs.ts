import { readdirSync, readFileSync } from 'node:fs';

/** The fields of proc_pid_stat(5) that are used here. */
export interface ProcessStat {
  readonly state: string;
  readonly group: number;
  /** Clock ticks after boot. */
  readonly started: string;
}

/**
 * A process as procfs shows it; undefined when there is none. A zombie counts as none: it runs nothing, and in a
 * container whose first process does not reap it would stay for ever.
 */
export function processStat(pid: number): ProcessStat | undefined {
  const text = readOr(`/proc/${pid}/stat`);
  const [state, , group, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (!state || state === 'Z' || state === 'X') return undefined;
  return { state, group: Number(group), started: rest[16] ?? '' };
}

/** Whether any process that is not a zombie belongs to the group. */
export function groupInProcfs(group: number): boolean {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.some((pid) => processStat(pid)?.group === group);
}

/** Changes with every boot, so that ticks of different boots are not mixed up. */
export const bootId = () => readOr('/proc/sys/kernel/random/boot_id').trim();

/** A process may end between being listed and being read. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
