import type { Visit, VisitTrace } from '../predict.ts';
import type { Decision } from './decision.ts';
import { explainActions } from './explain-actions.ts';
import { explainFlow } from './explain-flow.ts';
import { momentOf } from './moment.ts';
import { viewOf } from './view.ts';

/** Why a login is where it is. */
export interface Explanation {
  /** The whole visit. */
  readonly trace: VisitTrace;
  /** Which page this is about, counted from 1; 0: the visit shows none. */
  readonly page: number;
  /** The browser flow of the login; absent when the request was refused before any flow ran. */
  readonly flow?: { readonly alias: string; readonly rows: readonly Decision[] };
  /** Required actions and consent after the flow. */
  readonly actions: readonly Decision[];
}

/**
 * Explains page `wanted` (counted from 1, default: the last) of a visit: what the engine had decided about each row of the
 * browser flow when it was shown. `undefined`: the visit has no such page. Pure, like the prediction it reads.
 */
export function explain(visit: Visit, wanted?: number): Explanation | undefined {
  const moment = momentOf(visit, wanted);
  if (!moment) return undefined;
  const { trace, page, state } = moment;
  if (!state) return { trace, page, actions: [] };
  const view = viewOf(state.run, state.stop);
  const alias = state.run.login.flow;
  return { trace, page, flow: { alias, rows: explainFlow(view, alias) }, actions: explainActions(view) };
}
