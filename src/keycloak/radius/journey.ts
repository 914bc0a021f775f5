import type { Because, Unsupported } from '../../trace.ts';
import { submit } from '../engine.ts';
import type { Submit } from '../input.ts';
import type { Login } from '../login.ts';
import type { Transition } from '../outcome.ts';
import { own } from '../own.ts';
import type { Page } from '../page.ts';
import { predict, type Visit, type VisitEnd, type Visited } from '../predict.ts';
import type { User } from '../realm.ts';
import { REFERENCE_CATEGORIES } from '../step/reference-categories.ts';
import { correctedProfile } from './corrected-profile.ts';

/** One page of a journey. `message`: the text a person is left with on it. */
export interface JourneyPage {
  readonly page: string;
  readonly message?: string;
  readonly because: Because;
}

/** What one person meets between the request and the end of it. A page that came back is there once. */
export interface Journey {
  readonly pages: readonly JourneyPage[];
  readonly end: VisitEnd;
  readonly error?: string;
  readonly error_description?: string;
  readonly status?: number;
  readonly acr?: string;
  readonly kc_action_status?: string;
  readonly unsupported: readonly Unsupported[];
}

/** What the person calls a new device, in lower case. */
export const DEVICE_NAME = 'flowproof device';

/** More pages, seconds and codes than one journey can have. */
export const MOST_STEPS = 300;

/** How often a person asks for another way, and answers what `predict` does not, before giving up. */
const MOST_DETOURS = 2;
const MOST_ANSWERS = 4;

/**
 * The journey of a user who answers every page rightly, uses the passkeys they own, picks their first organization,
 * corrects what a form refuses, and asks for another way where they cannot go on. The visit names the user as its persona and has them in its realm.
 */
export function journeyOf(visit: Visit, user: User): Journey {
  const { visited, pages } = walk({ visit, user, detours: MOST_DETOURS }, visit.resume);
  const { pages: _last, options: _options, ...end } = visited.trace;
  const journey = { ...end, pages: withoutRepeats(pages) };
  return isUncorrected(visited) ? { ...journey, end: 'unknown', unsupported: [UNCORRECTED] } : journey;
}

const UNCORRECTED: Unsupported = {
  what: 'profile',
  reason: 'the form refuses a value, and which one it would take is not known',
};

function isUncorrected(visited: Visited): boolean {
  const open = openPage(visited, 'stuck', 'loop');
  return open !== undefined && CORRECTABLE.has(open.page.page);
}

interface Walking {
  readonly visit: Visit;
  readonly user: User;
  readonly detours: number;
}

interface Walked {
  readonly visited: Visited;
  readonly pages: readonly JourneyPage[];
}

function walk(walking: Walking, from: Transition | undefined): Walked {
  let walked = go(walking, from, []);
  for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
    const answered = ownAnswer(walking, walked.visited);
    if (!answered) break;
    walked = go(walking, answered, walked.pages);
  }
  return otherWay(walking, walked) ?? walked;
}

function go({ visit }: Walking, resume: Transition | undefined, before: readonly JourneyPage[]): Walked {
  const visited = predict({ ...visit, ...(resume ? { resume } : {}) });
  const pages = visited.trace.pages.map(({ shown: _shown, ...page }) => page);
  return { visited, pages: [...before, ...pages] };
}

/** The page a journey stands on, and the login behind it. */
interface Open {
  readonly page: Page;
  readonly login: Login;
  readonly last: Transition;
}

function openPage({ trace, last }: Visited, ...ends: readonly VisitEnd[]): Open | undefined {
  if (last?.outcome.kind !== 'page' || !last.login || !ends.includes(trace.end)) return undefined;
  return { page: last.outcome, login: last.login, last };
}

type OwnAnswer = (walking: Walking, open: Open) => Submit | undefined;

/**
 * What `predict` leaves to the person: a new passkey can always be made, an old one has to be there; any organization will do;
 * values that a form refuses are corrected.
 */
const OWN_ANSWERS: ReadonlyMap<string, OwnAnswer> = new Map<string, OwnAnswer>([
  ['webauthn-register', ({ user }) => keyOf(user)],
  ['webauthn-authenticate', (walking, open) => (ownsKey(walking, open) ? keyOf(walking.user) : undefined)],
  ['select-organization', (_walking, { page }) => organizationOf(page)],
  ['login-update-profile', ({ visit }, { page }) => correctedProfile(visit.realm, page)],
  ['update-email', ({ visit }, { page }) => correctedProfile(visit.realm, page)],
]);

/** Pages on which a person may find an answer that is not known here. */
const CORRECTABLE: ReadonlySet<string> = new Set(['login-update-profile', 'update-email']);

function ownAnswer(walking: Walking, visited: Visited): Transition | undefined {
  const open = openPage(visited, 'stopped', 'stuck');
  const answer = open && OWN_ANSWERS.get(open.page.page)?.(walking, open);
  return answer && submit(walking.visit.realm, later(open), open.login, answer);
}

function keyOf({ username }: User): Submit {
  return { kind: 'submit', webauthn: 'right', username };
}

function organizationOf({ organizations }: Page): Submit | undefined {
  const [first] = organizations;
  return first && { kind: 'submit', organization: first.execution };
}

function ownsKey({ visit, user }: Walking, { page, last }: Open): boolean {
  const authenticator = visit.realm.executions.get(page.execution)?.authenticator ?? '';
  const type = REFERENCE_CATEGORIES.get(authenticator);
  const now = own(last.world.users, user.username) ?? user;
  return now.credentials.some((credential) => credential.type === type);
}

function later({ last }: Open) {
  return { ...last.world, now: last.world.now + 1 };
}

/** Where a person cannot go on, the first of the other ways that leads to the application. */
function otherWay(walking: Walking, { visited, pages }: Walked): Walked | undefined {
  const open = openPage(visited, 'stopped', 'stuck');
  if (!open?.page.try_another_way || walking.detours === 0) return undefined;
  const { realm } = walking.visit;
  const selector = submit(realm, later(open), open.login, { kind: 'try-another-way' });
  const { outcome, login, world } = selector;
  if (outcome.kind !== 'page' || !login) return undefined;
  const shown = { page: outcome.page, because: outcome.because };
  for (const { execution } of outcome.options.filter((option) => option.execution !== open.page.execution)) {
    const chosen = submit(realm, world, login, { kind: 'choose', execution });
    const walked = walk({ ...walking, detours: walking.detours - 1 }, chosen);
    if (walked.visited.trace.end === 'callback') return { ...walked, pages: [...pages, shown, ...walked.pages] };
  }
  return undefined;
}

/** A page that comes back at once is the same page, with the text it has now. */
function withoutRepeats(pages: readonly JourneyPage[]): JourneyPage[] {
  return pages.filter(({ page }, index) => pages[index + 1]?.page !== page);
}
