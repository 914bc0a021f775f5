import { answer, asksRegistration } from '../answer.ts';
import { afterFlow } from '../complete.ts';
import { runTop } from '../flow/act.ts';
import { newLogin } from '../flow/new-login.ts';
import type { Run } from '../flow/run.ts';
import { isStop, type Stop } from '../flow/turn.ts';
import { passGate } from '../gate/request-gate.ts';
import type { Login } from '../login.ts';
import { answerPage } from '../predict/answer-page.ts';
import { predict, type Visit, type Visited, type VisitTrace } from '../predict.ts';
import { openRegistration } from '../registration.ts';
import { parameter } from '../request.ts';
import { emptyWorld, type World } from '../world.ts';

/** A login at the moment one of its pages is shown. */
export interface Moment {
  /** The whole visit. */
  readonly trace: VisitTrace;
  /** Which page, counted from 1; 0: the visit shows none. */
  readonly page: number;
  /** The engine's state behind it, and what it stopped at; absent when no flow ran. */
  readonly state?: { readonly run: Run; readonly stop: Stop };
}

/** The state of the engine when page `wanted` (default: the last) is shown. `undefined`: the visit has no such page. */
export function momentOf(visit: Visit, wanted?: number): Moment | undefined {
  const { trace } = predict(visit);
  const page = wanted ?? trace.pages.length;
  if (wanted !== undefined && (wanted < 1 || wanted > trace.pages.length)) return undefined;
  const state = stateAt(visit, page);
  return { trace, page, ...(state ? { state } : {}) };
}

type State = Moment['state'];

/** A page has the engine's state behind it; where there is none, the step that led there is taken again. */
function stateAt(visit: Visit, page: number): State {
  const before = page <= 1 ? undefined : upTo(visit, page - 1);
  const shown = page === 0 ? undefined : upTo(visit, page);
  const last = shown?.trace.pages.length === page ? shown.last : undefined;
  const run = last?.login && runOf(visit, last.world, last.login);
  if (run) return { run, stop: last.outcome };
  return before ? answered(visit, before) : opened(visit);
}

function upTo(visit: Visit, page: number): Visited {
  return predict({ ...visit, persona: { ...visit.persona, stop_after: page } });
}

/** A removed client has no login. */
function runOf({ realm, request }: Visit, world: World, login: Login): Run | undefined {
  const client = realm.clients.get(parameter(request, 'client_id') ?? '');
  return client && { realm, client, world, login: { ...login } };
}

/** The answer that ended the login, given once more. */
function answered(visit: Visit, { last, hand }: Visited): State {
  if (!last?.login || last.outcome.kind !== 'page') return undefined;
  const { realm, persona, hasty = false } = visit;
  const deed = answerPage({ realm, persona, world: last.world, hand, page: last.outcome, hasty });
  if (!deed || typeof deed.input === 'string') return undefined;
  const run = runOf(visit, last.world, last.login);
  return run && { run, stop: answer(run, deed.input) };
}

/** The request that ended without a page that could be answered. */
function opened(visit: Visit): State {
  const { realm, request } = visit;
  const gate = passGate(realm, request);
  if (gate.kind !== 'open') return undefined;
  const login = newLogin(realm, gate.client, { ...request, redirect_uri: gate.redirect_uri });
  if (isStop(login)) return undefined;
  const run = runOf(visit, visit.world ?? emptyWorld(visit.now ?? 0), login);
  if (!run) return undefined;
  const stop = asksRegistration(login) ? openRegistration(run) : afterFlow(run, runTop(run));
  return { run, stop };
}
