import { type ChainEnd, runChain } from './action/chain.ts';
import { failedFlowPage } from './flow/error-page.ts';
import { finishLogin } from './flow/finish.ts';
import { currentUser, type Run } from './flow/run.ts';
import type { FlowEnd } from './flow/run-flow.ts';
import { raise, type Stop } from './flow/turn.ts';

/** What follows a flow: its page or error, else the chain of required actions and the way back to the application. */
export function afterFlow(run: Run, end: FlowEnd): Stop {
  return unfinished(run, end) ?? afterChain(run, runChain(run));
}

/** Why the flow is not over in success. Source: `AuthenticationProcessor.authenticateOnly`. */
export function unfinished(run: Run, { turn, successful, errors }: FlowEnd): Stop | undefined {
  if (turn) return turn;
  if (!currentUser(run)) return raise('UNKNOWN_USER', run.login.flow);
  return successful ? undefined : failedFlowPage(run.realm, errors);
}

export function afterChain(run: Run, end: ChainEnd): Stop {
  return end ?? finishLogin(run);
}
