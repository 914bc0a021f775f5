import type { Command } from './command.ts';
import { supervise } from './supervise.ts';

/** How a finished program ended: `status` is null when it was killed or could not start. */
export interface Ended {
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** Runs a program to its end. An abort ends the program first and then rejects with the signal's own reason. */
export async function runToEnd(command: Command, signal?: AbortSignal): Promise<Ended> {
  signal?.throwIfAborted();
  const program = supervise(command);
  const stop = () => void program.stop();
  signal?.addEventListener('abort', stop, { once: true });
  const status = await program.exited;
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  return { status, lines: program.tail() };
}
