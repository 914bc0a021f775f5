import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Command } from './command.ts';
import { endGroup } from './process-group.ts';

/**
 * Runs `"$@"` in the group it leads, and reads its own standard input, which is a pipe nobody writes to. When the pipe
 * ends (closed on purpose, or by the kernel because its owner died, `kill -9` included) the whole group gets TERM every
 * second (one that falls between fork and exec of a shell is lost), and KILL when the grace is over. What is left of
 * the group when the program ends by itself gets TERM too. The program never sees the pipe. TERM is caught, not
 * ignored: an ignored signal would be inherited, and the JVM respects that.
 */
const GUARD = `
trap : TERM
grace=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(
  trap : TERM
  while read -r line <&3; do :; done
  while [ "$grace" -gt 0 ]; do
    kill -s TERM -- -$$
    sleep 1
    kill -0 "$child" 2>/dev/null || exit 0
    grace=$((grace - 1))
  done
  kill -s KILL -- -$$
) </dev/null >/dev/null 2>&1 &
guard=$!
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break
done
trap '' TERM
kill -s KILL "$guard" 2>/dev/null
kill -s TERM -- -$$
exit "$status"
`;

const KEPT_LINES = 60;

/** A running program that cannot outlive this process. */
export interface Supervised {
  readonly pid: number | undefined;
  /** Settles when the program is gone: its exit status, or null when a signal or a failed start ended it. */
  readonly exited: Promise<number | null>;
  /** The last lines of its output, both streams, as they came. */
  tail(): readonly string[];
  /** Ends the whole process group and waits for it. */
  stop(): Promise<void>;
  /** Lets Node exit although the program still runs; the guard then ends it. */
  unref(): void;
}

/** Starts a program in its own process group, tied to the life of this process in the kernel, without signal handlers. */
export function supervise(command: Command, graceSeconds = 10): Supervised {
  const words = [String(graceSeconds), command.file, ...command.args];
  const child = spawn('/bin/sh', ['-c', GUARD, 'flowproof-guard', ...words], {
    env: command.env,
    cwd: command.cwd,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = keepLines([child.stdout, child.stderr]);
  child.stdin.on('error', () => child.stdin.destroy());
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (status) => resolve(status));
  });
  return {
    pid: child.pid,
    exited,
    tail: () => [...lines],
    stop: async () => {
      child.ref();
      child.stdin.end();
      await exited;
      if (child.pid) await endGroup(child.pid);
    },
    unref: () => {
      child.unref();
      for (const stream of [child.stdin, child.stdout, child.stderr]) unrefStream(stream);
    },
  };
}

/** The pipes of a child are sockets in Node, but typed as plain streams. */
function unrefStream(stream: object): void {
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}

function keepLines(streams: readonly Readable[]): string[] {
  const lines: string[] = [];
  for (const stream of streams) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split(/\r?\n/);
      rest = parts.pop() ?? '';
      lines.push(...parts.filter(Boolean));
      lines.splice(0, Math.max(0, lines.length - KEPT_LINES));
    });
    stream.on('end', () => {
      if (rest) lines.push(rest);
    });
  }
  return lines;
}
