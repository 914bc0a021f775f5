import { setTimeout } from 'node:timers/promises';
import type { Plan } from '../generate/realm.ts';
import type { UserDocument } from '../generate/users.ts';
import { type Arrived, type Browser, newBrowser, type Shown } from './browser.ts';
import { type Hand, handOf } from './hand.ts';
import { selectionsOf } from './html.ts';
import { type Deed, deedOn } from './person.ts';

/** What was seen in one visit, in the vocabulary of the recorded logins. */
export interface Observed {
  readonly pages: readonly string[];
  readonly messages: readonly (string | null)[];
  readonly end: string;
  readonly error?: string;
  readonly options?: readonly (readonly string[])[];
}

export interface Place {
  readonly baseUrl: string;
  readonly realm: string;
  /** How long the person looks at a page, in milliseconds. A page may come before the server has finished its bookkeeping. */
  readonly pace_ms?: number;
}

const MOST_PAGES = 14;

/** Plays one login on a server, visit after visit in one browser; a later visit needs an earlier one that reached the callback. */
export async function record(place: Place, plan: Plan, user: UserDocument): Promise<Observed[]> {
  const browser = newBrowser(place.baseUrl, plan.request['redirect_uri'] ?? '');
  const hand = handOf(user);
  const seen: Observed[] = [];
  for (const { params } of plan.visits) {
    const url = authorizationUrl(place, { ...plan.request, ...params });
    const visit: Visit = { browser, hand, plan, pace_ms: place.pace_ms ?? 0, shown: [] };
    const { end, error } = await walk(visit, await browser.open(url));
    seen.push(observed(visit.shown, end, error));
    if (end !== 'callback') break;
  }
  return seen;
}

function authorizationUrl({ baseUrl, realm }: Place, request: Readonly<Record<string, string>>): URL {
  const url = new URL(`${baseUrl}/realms/${realm}/protocol/openid-connect/auth`);
  const fixed = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };
  url.search = new URLSearchParams({ ...fixed, ...request }).toString();
  return url;
}

interface Visit {
  readonly browser: Browser;
  readonly hand: Hand;
  readonly plan: Plan;
  readonly pace_ms: number;
  readonly shown: Shown[];
}

interface Ended {
  readonly end: string;
  readonly error?: string;
}

async function walk({ browser, hand, plan, pace_ms, shown }: Visit, first: Arrived): Promise<Ended> {
  let arrived = first;
  let deed: Deed | undefined;
  for (;;) {
    if (arrived.kind !== 'page') return left(arrived);
    shown.push(arrived);
    const end = endOf(shown, deed);
    if (end) return { end };
    deed = deedOn({ persona: plan.persona, hand, shown: arrived, now_ms: Date.now() });
    if (!deed) return { end: 'stopped' };
    if (pace_ms > 0) await setTimeout(pace_ms);
    arrived = await browser.submit(deed.form, deed.fields);
  }
}

function left({ kind, url }: Exclude<Arrived, Shown>): Ended {
  const error = url.searchParams.get('error');
  if (kind === 'elsewhere') return { end: 'idp' };
  return error === null ? { end: 'callback' } : { end: 'callback-error', error };
}

function endOf(shown: readonly Shown[], deed: Deed | undefined): string | undefined {
  const [before, now] = shown.slice(-2);
  const last = now ?? before;
  if (last?.page === 'error' || last?.page.startsWith('no page id')) return 'error';
  const isSame = now !== undefined && before?.page === now.page && before.message === now.message;
  if (isSame && deed?.planned === false) return 'stuck';
  return shown.length >= MOST_PAGES ? 'loop' : undefined;
}

function observed(shown: readonly Shown[], end: string, error: string | undefined): Observed {
  const options = shown
    .filter(({ page }) => page === 'select-authenticator')
    .map(({ html }) => selectionsOf(html).map(({ label }) => label));
  return {
    pages: shown.map(({ page }) => page),
    messages: shown.map(({ message }) => message),
    end,
    ...(error === undefined ? {} : { error }),
    ...(options.length === 0 ? {} : { options }),
  };
}
