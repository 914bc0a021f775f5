import { bootId, processStat } from './procfs.ts';
import { runToEnd } from './run-to-end.ts';

/**
 * What tells a process from a later one with the same id: boot and start tick from procfs, elsewhere what `ps` says.
 * Undefined when there is no such process.
 */
export async function startedAt(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return fromPs(pid);
  const stat = processStat(pid);
  return stat && `${bootId()} ${stat.started}`;
}

async function fromPs(pid: number): Promise<string | undefined> {
  const command = { file: 'ps', args: ['-o', 'lstart=', '-p', String(pid)], env: process.env };
  const { status, lines } = await runToEnd(command);
  return status === 0 ? lines[0]?.trim() : undefined;
}
