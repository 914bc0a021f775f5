import { setTimeout as delay } from 'node:timers/promises';
import { groupInProcfs } from './procfs.ts';

const GRACE = 10_000;
const STEP = 50;

/** TERM to the whole group, KILL after ten seconds; settles when no process of the group is left. */
export async function endGroup(leader: number): Promise<void> {
  send(leader, 'SIGTERM');
  for (let waited = 0; groupAlive(leader); waited += STEP) {
    if (waited === GRACE) send(leader, 'SIGKILL');
    await delay(STEP);
  }
}

/** Whether any process of the group is left; the leader itself may be gone. */
export function groupAlive(leader: number): boolean {
  return send(leader, 0) && (process.platform !== 'linux' || groupInProcfs(leader));
}

function send(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}
