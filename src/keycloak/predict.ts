import type { Because, Unsupported } from '../trace.ts';
import { authorize, submit } from './engine.ts';
import type { Login } from './login.ts';
import type { Transition } from './outcome.ts';
import type { Page } from './page.ts';
import type { Persona } from './persona.ts';
import { answerPage } from './predict/answer-page.ts';
import type { Answering, Deed } from './predict/attempt.ts';
import { afterEnrolment, EMPTY_HAND, type Hand, userIn } from './predict/hand.ts';
import { arriveAt, type History, NO_HISTORY } from './predict/history.ts';
import { visitTrace } from './predict/visit-trace.ts';
import type { Realm } from './realm.ts';
import type { Request } from './request.ts';
import { emptyWorld, type World } from './world.ts';

/** One page as predicted. */
export interface PredictedPage {
  readonly page: string;
  readonly message?: string;
  readonly because: Because;
  readonly shown: Page | undefined;
}

export type VisitEnd = 'callback' | 'callback-error' | 'error' | 'idp' | 'stuck' | 'stopped' | 'loop' | 'unknown';

/** How one request went, page by page. An error page is the last of the pages. */
export interface VisitTrace {
  readonly pages: readonly PredictedPage[];
  readonly end: VisitEnd;
  readonly error?: string;
  readonly error_description?: string;
  readonly status?: number;
  readonly acr?: string;
  readonly kc_action_status?: string;
  /** What each selector listed. */
  readonly options: readonly (readonly string[])[];
  readonly unsupported: readonly Unsupported[];
}

/** A person in front of a realm. `now` in epoch seconds. `world` and `hand` go on from an earlier visit. */
export interface Visit {
  readonly realm: Realm;
  readonly persona: Persona;
  readonly request: Request;
  readonly now?: number;
  readonly world?: World;
  readonly hand?: Hand;
  /** Goes on from this page instead of sending the request. */
  readonly resume?: Transition;
  /** Does not wait for a new one-time code but gives one of a coming period, which only does within the look-ahead window. */
  readonly hasty?: boolean;
}

/** The trace, and what the next visit goes on from. `last` is the page the browser was left on. */
export interface Visited {
  readonly trace: VisitTrace;
  readonly world: World;
  readonly hand: Hand;
  readonly last?: Transition;
}

/** Seconds a person takes for a page: enough for two attempts not to look like a machine's. */
const PER_PAGE_S = 1;
const MOST_PAGES = 14;

/** The journey of one person through one request. Never throws; what cannot be known ends the visit as `unknown`. */
export function predict(visit: Visit): Visited {
  const world = visit.world ?? emptyWorld(visit.now ?? 0);
  const first = visit.resume ?? authorize(visit.realm, world, visit.request);
  let journey: Journey = { transition: first, hand: visit.hand ?? EMPTY_HAND, shown: [], history: NO_HISTORY };
  for (;;) {
    journey = arrive(journey);
    const end = endOf(visit, journey);
    if (end) return conclude(journey, end);
    const deed = deedOn(visit, journey);
    if (!deed) return conclude(journey, 'stopped');
    journey = perform(visit, journey, deed);
  }
}

interface Journey {
  readonly transition: Transition;
  readonly hand: Hand;
  readonly shown: readonly PredictedPage[];
  readonly history: History;
  readonly deed?: Deed;
  readonly moved?: 'back' | 'forward';
}

function arrive(journey: Journey): Journey {
  const { history, moved } = journey;
  const { outcome } = journey.transition;
  const first = journey.shown.length === 0;
  if (outcome.kind === 'page') {
    const shown: PredictedPage = { page: outcome.page, ...textOf(outcome), because: outcome.because, shown: outcome };
    return {
      ...journey,
      shown: [...journey.shown, shown],
      history: moved ? history : arriveAt(history, outcome, first),
    };
  }
  if (outcome.kind !== 'error') return journey;
  const because = { execution: '', requirement: '', rule: outcome.rule };
  const shown: PredictedPage = { page: 'error', message: outcome.text, because, shown: undefined };
  return { ...journey, shown: [...journey.shown, shown] };
}

function textOf({ message }: Page): { message?: string } {
  return message === undefined ? {} : { message };
}

function endOf({ persona }: Visit, journey: Journey): VisitEnd | undefined {
  const { outcome } = journey.transition;
  if (outcome.kind !== 'page') return outcome.kind === 'unsupported' ? 'unknown' : outcome.kind;
  if (isStuck(journey)) return 'stuck';
  if (journey.shown.length >= MOST_PAGES) return 'loop';
  const hasEnough = persona.stop_after !== undefined && journey.shown.length >= persona.stop_after;
  return hasEnough || [persona.stop_on].flat().includes(outcome.page) ? 'stopped' : undefined;
}

/** The same page with the same text came back to a right answer. */
function isStuck({ shown, deed }: Journey): boolean {
  const [before, now] = shown.slice(-2);
  if (!deed || deed.planned || !before || !now) return false;
  return before.page === now.page && before.message === now.message;
}

function deedOn(visit: Visit, { transition, hand }: Journey): Deed | undefined {
  const { outcome, world } = transition;
  if (outcome.kind !== 'page') return undefined;
  const { realm, persona, hasty = false } = visit;
  const answering: Answering = { realm, persona, world, hand, page: outcome, hasty };
  return answerPage(answering);
}

function perform(visit: Visit, journey: Journey, deed: Deed): Journey {
  const { world, login, outcome } = journey.transition;
  const later = { ...world, now: world.now + PER_PAGE_S };
  const { input } = deed;
  if (!login) return { ...journey, deed };
  if (input === 'back' || input === 'forward')
    return move(visit, { ...journey, deed, hand: deed.hand }, { input, later, login });
  const transition = submit(visit.realm, later, login, input);
  const subject = outcome.kind === 'page' ? outcome.subject : undefined;
  const before = userIn(visit.realm, world, subject);
  const hand = afterEnrolment(deed.hand, before, userIn(visit.realm, transition.world, subject));
  const { moved: _settled, ...rest } = journey;
  return { ...rest, transition, hand, deed };
}

interface Move {
  readonly input: 'back' | 'forward';
  readonly later: World;
  readonly login: Login;
}

/** Browser back or forward asks for an earlier address again; the entrance is a new request. */
function move(visit: Visit, journey: Journey, { input, later, login }: Move): Journey {
  const { entries } = journey.history;
  const wanted = journey.history.at + (input === 'back' ? -1 : 1);
  const at = Math.min(Math.max(wanted, 0), entries.length - 1);
  const entry = entries[at];
  if (!entry) return journey;
  const transition = entry.isEntrance
    ? authorize(visit.realm, later, visit.request)
    : submit(visit.realm, later, login, { kind: 'revisit', execution: entry.execution });
  return { ...journey, transition, history: { entries, at }, moved: input };
}

function conclude({ transition, shown, hand }: Journey, end: VisitEnd): Visited {
  const { outcome, world } = transition;
  const trace = visitTrace(shown, outcome, end);
  return { trace, world, hand, ...(outcome.kind === 'page' ? { last: transition } : {}) };
}
