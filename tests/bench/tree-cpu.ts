import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of a process and of everything below it, from procfs; no number where there is none (not Linux). */
export interface TreeCpu {
  /** Milliseconds spent so far, of processes that ended meanwhile as well. */
  read(): number;
  stop(): void;
}

/** Milliseconds of a clock tick: `USER_HZ` is 100 on every Linux (proc(5)). */
const TICK_MS = 10;
/** What a process spends between its last look and its end is lost: parents need not wait for their children. */
const LOOK_EVERY_MS = 200;

interface Seen {
  readonly pid: string;
  readonly parent: string;
  readonly ms: number;
}

/** Watches the tree below `root`; a child stays known when its parent ends. */
export function watchTree(root: number): TreeCpu {
  const spent = new Map<string, number>([[String(root), 0]]);
  const look = (): void => {
    for (const { pid, parent, ms } of processes()) {
      if (spent.has(pid) || spent.has(parent)) spent.set(pid, Math.max(ms, spent.get(pid) ?? 0));
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    read: () => {
      look();
      const total = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
      return total > 0 ? total : Number.NaN;
    },
    stop: () => clearInterval(timer),
  };
}

/** Oldest first, so that a parent is known before its children. */
function processes(): Seen[] {
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name));
  return pids.sort((a, b) => Number(a) - Number(b)).flatMap(seen);
}

/** proc_pid_stat(5): the command stands in brackets and may hold anything; parent is field 4, times are 14 and 15. */
function seen(pid: string): Seen[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: fields[1] ?? '', ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS }];
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
