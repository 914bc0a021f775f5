import { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { ReadingContext } from './recording.ts';

/** What of an entry is looked at. Bodies, headers and cookies are not. */
const harEntry = z.looseObject({
  _resourceType: z.string().optional(),
  request: z.looseObject({ method: z.string(), url: z.string() }),
  response: z.looseObject({
    status: z.number(),
    redirectURL: z.string().default(''),
    content: z.looseObject({ mimeType: z.string().default('') }).optional(),
  }),
});
type HarEntry = z.infer<typeof harEntry>;

const har = z.looseObject({ log: z.looseObject({ entries: z.array(z.unknown()) }) });

/**
 * One request of a sign-in without anything that is secret: what of Keycloak was asked, and of the parameters only those
 * named here. `execution` is the alias of a required action, or a number that tells the steps of a flow apart.
 */
export interface HarRequest {
  readonly at: string;
  readonly place: HarPlace;
  readonly method: string;
  readonly status: number;
  readonly realm?: string;
  readonly client_id?: string;
  readonly kc_action?: string;
  readonly execution?: string | number;
  readonly error?: string;
  /** Of an authorization request: whether it is that of the contract's client. */
  readonly own?: boolean;
  /** Where a code or an error went that did not go to the contract's client, without parameters. */
  readonly address?: string;
  /** Where it redirects, when the browser did not get there. */
  readonly leads?: Extract<HarPlace, 'callback' | 'callback-error' | 'elsewhere' | 'broker'>;
}

export type HarPlace =
  | 'authorize'
  | 'registrations'
  | 'flow'
  | 'action'
  | 'consent'
  | 'reset'
  | 'register'
  | 'other-action'
  | 'broker'
  | 'callback'
  | 'callback-error'
  | 'elsewhere';

/** Paths below `/realms/{realm}/`; the first that fits decides. */
const PLACES: readonly (readonly [RegExp, HarPlace])[] = [
  [/^protocol\/openid-connect\/auth$/, 'authorize'],
  [/^protocol\/openid-connect\/registrations$/, 'registrations'],
  [/^login-actions\/authenticate$/, 'flow'],
  [/^login-actions\/required-action$/, 'action'],
  [/^login-actions\/consent$/, 'consent'],
  [/^login-actions\/reset-credentials$/, 'reset'],
  [/^login-actions\/registration$/, 'register'],
  [/^login-actions\//, 'other-action'],
  [/^broker\//, 'broker'],
];

/**
 * The requests of a HAR that show pages of a sign-in. Everything else of the recording is dropped here: no value of a code, a
 * session, a state or a tab goes further. Throws a `trace-invalid` problem with the entry that is none.
 */
export function harRequests(value: unknown, context: ReadingContext): HarRequest[] {
  const steps = new Map<string, number>();
  const recorded = har.safeParse(value);
  if (!recorded.success) throw noEntry('log.entries', context.file);
  const asked = recorded.data.log.entries.flatMap((entry) => askedBack(entry, context));
  const backs = [context.redirect_uri, ...asked].map(plainAddress);
  return recorded.data.log.entries.flatMap((entry, index) => {
    const parsed = harEntry.safeParse(entry);
    const at = `log.entries[${index}]`;
    if (!parsed.success) throw noEntry(at, context.file);
    const request = requestOf(parsed.data, { at, client: context.client, backs, steps });
    return request ? [request] : [];
  });
}

interface Reading {
  readonly at: string;
  readonly client: string;
  /** Where the contract's client may want people back, without parameters. */
  readonly backs: readonly string[];
  /** Executions of flows have random ids; only whether two are the same is kept. */
  readonly steps: Map<string, number>;
}

function requestOf(entry: HarEntry, { at, client, backs, steps }: Reading): HarRequest | undefined {
  const { request, response } = entry;
  const url = addressOf(request.url);
  if (!url || !isDocument(entry)) return undefined;
  const place = placeOf(url, { backs, answers: false });
  if (!place) return undefined;
  const leads = addressOf(response.redirectURL, url);
  const target = leads && placeOf(leads, { backs, answers: place.realm !== undefined });
  return {
    at,
    ...place,
    method: request.method.toUpperCase(),
    status: response.status,
    ...knownParameters(url, steps),
    ...(place.place === 'authorize' && { own: url.searchParams.get('client_id') === client }),
    ...(target && isEnd(target.place) && { leads: target.place }),
    ...(target?.address !== undefined && { address: target.address }),
    ...(leads && isEnd(target?.place) && knownParameters(leads, steps)),
  };
}

const ENDS: ReadonlySet<HarPlace> = new Set(['callback', 'callback-error', 'elsewhere', 'broker']);

function isEnd(place: HarPlace | undefined): place is NonNullable<HarRequest['leads']> {
  return place !== undefined && ENDS.has(place);
}

function addressOf(text: string, base?: URL): URL | undefined {
  if (text === '' || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.protocol.startsWith('http') ? url : undefined;
}

/** Scripts, styles and pictures are no pages. */
function isDocument({ _resourceType, response: { content } }: HarEntry): boolean {
  if (_resourceType !== undefined) return _resourceType === 'document';
  const type = content?.mimeType ?? '';
  return type === '' || type === 'x-unknown' || type.startsWith('text/html');
}

/** Where the contract's own client asked to be answered: host and port of a run may differ from the contract's. */
function askedBack(entry: unknown, { client, redirect_uri }: ReadingContext): string[] {
  const parsed = harEntry.safeParse(entry);
  const url = parsed.success ? addressOf(parsed.data.request.url) : undefined;
  if (!url || !/\/protocol\/openid-connect\/(auth|registrations)$/.test(url.pathname)) return [];
  const back = addressOf(url.searchParams.get('redirect_uri') ?? '');
  const isOwn = url.searchParams.get('client_id') === client && back?.pathname === new URL(redirect_uri).pathname;
  return back && isOwn ? [back.href] : [];
}

/** An address as it may be told: without credentials, parameters and fragment. */
function plainAddress(text: string): string {
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
}

interface Answering {
  readonly backs: readonly string[];
  /** Whether it was Keycloak that sent the browser there, so that a code is its own. */
  readonly answers: boolean;
}

type Placed = Pick<HarRequest, 'place' | 'realm' | 'address'>;

function placeOf(url: URL, { backs, answers }: Answering): Placed | undefined {
  const [, realm, path = ''] = /\/realms\/([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
  if (realm !== undefined) {
    const place = PLACES.find(([pattern]) => pattern.test(path))?.[1];
    return place && { place, realm: decodedName(realm) };
  }
  const answer = answered(url);
  if (!answer.has('error') && !answer.has('code')) return undefined;
  const address = plainAddress(url.href);
  if (backs.includes(address)) return { place: answer.has('error') ? 'callback-error' : 'callback' };
  return answers || answer.has('state') ? { place: 'elsewhere', address } : undefined;
}

function decodedName(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The parameters of an answer stand in the query, or in the fragment (`response_mode=fragment`). */
function answered({ searchParams, hash }: URL): URLSearchParams {
  return new URLSearchParams([...searchParams, ...new URLSearchParams(hash.slice(1))]);
}

const ALIAS = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ERROR_CODE = /^[a-z_]{1,64}$/;

function knownParameters(url: URL, steps: Map<string, number>) {
  const parameters = answered(url);
  const [client_id, kc_action, error] = [
    shaped(parameters.get('client_id'), ALIAS),
    shaped(parameters.get('kc_action'), ALIAS),
    shaped(parameters.get('error'), ERROR_CODE),
  ];
  const execution = executionOf(parameters.get('execution'), steps);
  return {
    ...(client_id !== undefined && { client_id }),
    ...(kc_action !== undefined && { kc_action }),
    ...(error !== undefined && { error }),
    ...(execution !== undefined && { execution }),
  };
}

function shaped(value: string | null, shape: RegExp): string | undefined {
  return value !== null && shape.test(value) && !RANDOM_ID.test(value) ? value : undefined;
}

function executionOf(value: string | null, steps: Map<string, number>): string | number | undefined {
  if (value === null || value === '') return undefined;
  const alias = shaped(value, ALIAS);
  if (alias !== undefined) return alias;
  const number = steps.get(value) ?? steps.size + 1;
  steps.set(value, number);
  return number;
}

function noEntry(path: string, file: string): Problem {
  return new Problem({
    code: 'trace-invalid',
    what: path === 'log.entries' ? 'this HAR has no entries' : 'this is no entry of a HAR',
    at: { file, path },
    expected: 'request.method, request.url and response.status',
    next: 'export the HAR again, with the log preserved over navigations',
  });
}
