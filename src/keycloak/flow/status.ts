import type { Status } from '../login.ts';
import type { Execution } from '../realm.ts';
import { reachLevels } from './levels.ts';
import { type Run, statusOf } from './run.ts';

const PROCESSED: ReadonlySet<Status | undefined> = new Set(['SUCCESS', 'ATTEMPTED', 'SETUP_REQUIRED']);

/** Done with, whatever the result: a challenged or failed row is run again when the engine passes. */
export function isProcessed(run: Run, execution: Execution): boolean {
  return execution.requirement === 'DISABLED' || PROCESSED.has(statusOf(run, execution));
}

export function isSuccessful(run: Run, execution: Execution): boolean {
  return statusOf(run, execution) === 'SUCCESS';
}

/** Successful, or to be set up after the flow: either way the level may go on. */
export function isSatisfied(run: Run, execution: Execution): boolean {
  return isSuccessful(run, execution) || statusOf(run, execution) === 'SETUP_REQUIRED';
}

/** A subflow that succeeds tells the level conditions in it. */
export function setStatus(run: Run, execution: Execution, status: Status): void {
  run.login.status = { ...run.login.status, [execution.id]: status };
  if (status !== 'SUCCESS' || execution.flow === undefined) return;
  reachLevels(run, run.realm.flows.get(execution.flow)?.executions ?? []);
}
