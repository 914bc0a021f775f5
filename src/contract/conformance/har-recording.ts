import { Problem } from '../../problem.ts';
import { type HarPlace, type HarRequest, harRequests } from './har-requests.ts';
import type { ReadingContext, Recording } from './recording.ts';
import { OF_A_FLOW, type Sighting } from './sighting.ts';

/**
 * Reads the addresses of a HAR as pages. An address tells little: of most pages only that they belong to a flow, of required
 * actions which one. What the browser sent back tells what stood there. Throws `trace-invalid` problems.
 */
export function readHar(value: unknown, context: ReadingContext): Recording[] {
  const requests = ofOneRealm(harRequests(value, context), context);
  const [first, ...others] = signIns(requests);
  if (!first) throw nothingRecorded(context.file);
  const asked = first.find(({ place }) => place === 'authorize');
  const sightings = sightingsOf(first);
  if (sightings.length === 0) throw nothingRecorded(context.file);
  return [
    {
      name: context.file,
      sightings,
      sight: 'every-page',
      begins: asked ? 'first-page' : 'anywhere',
      notes: [...requestNotes(asked, context), ...blindNotes(sightings), ...otherNotes(others.length)],
    },
  ];
}

/** A browser may have been at other realms as well, such as that of the administrator. */
function ofOneRealm(requests: readonly HarRequest[], { realm }: ReadingContext): HarRequest[] {
  const names = requests.flatMap((request) => request.realm ?? []);
  const wanted = names.includes(realm) ? realm : names[0];
  return requests.filter((request) => request.realm === undefined || request.realm === wanted);
}

/** Each authorization request begins a sign-in; what stands before the first one belongs to it. */
function signIns(requests: readonly HarRequest[]): HarRequest[][] {
  const found: HarRequest[][] = [];
  for (const request of requests) {
    const last = found.at(-1);
    const isFirst = last?.every(({ place }) => place !== 'authorize') !== false;
    if (last && (request.place !== 'authorize' || isFirst)) last.push(request);
    else found.push([request]);
  }
  return found;
}

/** What an answered request shows. Keycloak answers a form post with the next page itself, at the address of the one before. */
const SHOWN: Readonly<Record<HarPlace, (request: HarRequest) => Omit<Sighting, 'at'>>> = {
  authorize: ({ client_id, own }) =>
    own === false ? { foreign: `a sign-in to ${client_id ?? 'another client'}` } : {},
  registrations: () => ({ page: 'register' }),
  flow: ({ method }) => (method === 'GET' ? { action: OF_A_FLOW } : {}),
  action: ({ method, execution }) => (method === 'GET' ? actionNamed(execution) : {}),
  consent: () => ({}),
  reset: () => ({}),
  register: () => ({}),
  'other-action': () => ({}),
  broker: () => ({ page: 'idp' }),
  callback: () => ({ page: 'callback' }),
  elsewhere: ({ address }) => ({ foreign: `an answer to ${address}` }),
  'callback-error': ({ error }) => ({ page: 'callback-error', ...(error !== undefined && { error }) }),
};

/** What stood on the page from which this was posted. */
const ANSWERED: Partial<Readonly<Record<HarPlace, (request: HarRequest) => Omit<Sighting, 'at'>>>> = {
  flow: () => ({ action: OF_A_FLOW }),
  action: ({ execution }) => actionNamed(execution),
  consent: () => ({ page: 'login-oauth-grant' }),
};

function actionNamed(execution: HarRequest['execution']): Omit<Sighting, 'at'> {
  return typeof execution === 'string' ? { action: execution } : {};
}

function sightingsOf(requests: readonly HarRequest[]): Sighting[] {
  const sightings: Sighting[] = [];
  const executions: (HarRequest['execution'] | undefined)[] = [];
  for (const request of requests) {
    if (request.method === 'POST') learn(sightings, executions, request);
    const shown = shownBy(request);
    if (shown) sightings.push({ at: request.at, ...shown });
  }
  const last = requests.at(-1);
  if (last && REDIRECTS(last.status) && last.leads) sightings.push({ at: last.at, ...SHOWN[last.leads](last) });
  return sightings.map((sighting, index) => ({ ...sighting, ...comparedWith(executions, index) }));
}

/** A form post names the execution of the page it comes from. */
function learn(sightings: Sighting[], executions: HarRequest['execution'][], request: HarRequest): void {
  const index = sightings.length - 1;
  const before = sightings[index];
  const known = ANSWERED[request.place]?.(request);
  if (!before || !known) return;
  sightings[index] = { ...known, ...before };
  executions[index] = request.execution;
}

function comparedWith(executions: readonly HarRequest['execution'][], index: number): Pick<Sighting, 'again'> {
  const [before, now] = [executions[index - 1], executions[index]];
  return typeof before === 'number' && typeof now === 'number' ? { again: before === now } : {};
}

const REDIRECTS = (status: number) => status >= 300 && status < 400;

function shownBy(request: HarRequest): Omit<Sighting, 'at'> | undefined {
  const { place, status } = request;
  const isEnd = place === 'callback' || place === 'callback-error' || place === 'elsewhere';
  if (isEnd || request.own === false) return SHOWN[place](request);
  if (REDIRECTS(status) || status === 0) return undefined;
  return status >= 400 ? { page: 'error' } : SHOWN[place](request);
}

function requestNotes(asked: HarRequest | undefined, { client }: ReadingContext): string[] {
  if (!asked) return ['the recording does not begin with the sign-in request: its first page may be any'];
  const { client_id, kc_action } = asked;
  return [
    ...(client_id !== undefined && client_id !== client
      ? [`the client ${client_id} signed in, the contract is about ${client}`]
      : []),
    ...(kc_action === undefined ? [] : [`the application asked for the action ${kc_action}`]),
  ];
}

/** An address of a flow tells that a page of it was shown, not which one. */
function blindNotes(sightings: readonly Sighting[]): string[] {
  const blind = sightings.flatMap(({ page, action }, index) =>
    page || (action && action !== OF_A_FLOW) ? [] : [index + 1],
  );
  if (blind.length === 0) return [];
  return [`no address tells which page stood at ${blind.join(', ')}: any page of a flow is taken for it`];
}

function otherNotes(count: number): string[] {
  return count === 0
    ? []
    : [`${count} further sign-in${count > 1 ? 's' : ''}, which may begin with a session, left out`];
}

function nothingRecorded(file: string): Problem {
  return new Problem({
    code: 'trace-invalid',
    what: 'no page of a Keycloak sign-in is recorded here',
    at: { file },
    expected: 'requests below /realms/{realm}/, as documents',
    next: 'record the HAR from the first page on, with the log preserved over navigations',
  });
}
