import { z } from 'zod';
import type { Unsupported } from '../trace.ts';
import { userNamed } from './flow/run.ts';
import type { Transition } from './outcome.ts';
import { type Persona, personaSchema } from './persona.ts';
import { adminSchema, applyAdmin } from './predict/admin.ts';
import { type AnsweredVisit, answeredVisit } from './predict/answered-visit.ts';
import { anew, EMPTY_HAND, type Hand } from './predict/hand.ts';
import { predict, type Visited } from './predict.ts';
import { readRealm } from './read-realm.ts';
import type { Realm } from './realm.ts';
import type { Request } from './request.ts';
import { emptyWorld, otherBrowser, type Session, type World } from './world.ts';

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const parameterValue = z.union([word, z.array(word), z.null()]);

const visitSchema = z.object({
  params: z.record(z.string(), parameterValue).default({}),
  request: z.record(z.string(), parameterValue).optional(),
  fresh: z.boolean().optional(),
  after_s: z.number().optional(),
  admin: z.array(adminSchema).optional(),
  persona: personaSchema.partial({ username: true }).optional(),
  browser: z.union([z.string(), z.number()]).optional(),
  resume: z.boolean().optional(),
});

/** One recorded login: who asks what of which server, in one or several visits. */
export const lineSchema = z.object({
  id: z.string(),
  server_version: z.string(),
  request: z.record(z.string(), parameterValue),
  persona: personaSchema,
  visits: z.array(visitSchema),
  /** Cases after Keycloak's test suite have one; there a later visit answers rightly unless it says otherwise. */
  topic: z.string().optional(),
});
export type Line = z.infer<typeof lineSchema>;

/** The answer to one line, in the recorder's vocabulary. */
export interface Answer {
  readonly id: string;
  readonly visits: readonly AnsweredVisit[];
  readonly unsupported: readonly Unsupported[];
}

/** The begin of a one-time code period. Recordings run fast: a visit begins in the second in which the one before ended. */
const START = 1_700_000_010;
const RECORDER: Request = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };

/**
 * Predicts one line against the parsed realm document it names. Throws the problems of `readRealm` for a document that the
 * server would refuse, and a zod error for a line that is none.
 */
export function answerLine(source: unknown, document: unknown, file?: string): Answer {
  const line = lineSchema.parse(source);
  const readOptions = { version: line.server_version, ...(file === undefined ? {} : { file }) };
  let state: Batch = {
    realm: readRealm(document, readOptions),
    document,
    world: emptyWorld(START),
    hand: EMPTY_HAND,
    browser: '',
    browsers: new Map(),
  };
  const traces = line.visits.map((visit) => {
    const prepared = prepare(state, visit, readOptions);
    const persona = personaOf(line, visit);
    const request = requestOf(line, visit, prepared, persona);
    const hand = visit.persona ? anew(prepared.hand) : prepared.hand;
    const visited = predict({ ...prepared, hand, persona, request, hasty: true, ...resumed(prepared, visit) });
    state = after(prepared, visited);
    return visited.trace;
  });
  return {
    id: line.id,
    visits: traces.map(answeredVisit),
    unsupported: traces.flatMap(({ unsupported }) => unsupported),
  };
}

type LineVisit = Line['visits'][number];

/** What visits share: the realm as changed so far, the world, and what each browser has. */
interface Batch {
  readonly realm: Realm;
  readonly document: unknown;
  readonly world: World;
  readonly hand: Hand;
  readonly browser: string;
  readonly browsers: ReadonlyMap<string, Browser>;
}

interface Browser {
  readonly session?: Session;
  readonly last?: Transition;
}

function prepare(state: Batch, visit: LineVisit, options: Parameters<typeof readRealm>[1]): Batch {
  const changed = applyAdmin({ document: state.document, world: state.world }, visit.admin ?? []);
  const realm = changed.document === state.document ? state.realm : readRealm(changed.document, options);
  const { world, browser } = inBrowser({ ...state, world: changed.world }, visit);
  const later = { ...world, now: world.now + (visit.after_s ?? 0) };
  return { ...state, realm, document: changed.document, world: later, browser };
}

function inBrowser(state: Batch, visit: LineVisit): { world: World; browser: string } {
  const browser = visit.browser === undefined ? state.browser : String(visit.browser);
  if (visit.fresh) return { world: otherBrowser(state.world), browser };
  if (browser === state.browser) return { world: state.world, browser };
  return { world: otherBrowser(state.world, state.browsers.get(browser)?.session), browser };
}

function after(state: Batch, { world, hand, last }: Visited): Batch {
  const browser: Browser = { ...(world.session ? { session: world.session } : {}), ...(last ? { last } : {}) };
  return { ...state, world, hand, browsers: new Map(state.browsers).set(state.browser, browser) };
}

function resumed(state: Batch, visit: LineVisit): { resume?: Transition } {
  const last = visit.resume ? state.browsers.get(state.browser)?.last : undefined;
  return last ? { resume: { ...last, world: state.world } } : {};
}

/** The line's persona belongs to the first visit; later ones answer rightly unless they have their own. */
function personaOf(line: Line, visit: LineVisit): Persona {
  const isFirst = visit === line.visits[0];
  const { username } = line.persona;
  if (visit.persona) return { ...withoutUndefined(visit.persona), username: visit.persona.username ?? username };
  return isFirst || !isFromTestsuite(line) ? line.persona : { username };
}

function isFromTestsuite(line: Line): boolean {
  if (line.topic !== undefined) return true;
  return line.visits.some(
    (visit) => visit.persona !== undefined || visit.fresh !== undefined || visit.admin !== undefined,
  );
}

function withoutUndefined<T extends object>(value: T): T {
  // Only members whose value is undefined go: the type stays.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function requestOf(line: Line, visit: LineVisit, state: Batch, persona: Persona): Request {
  const merged = { ...RECORDER, ...line.request, ...visit.request, ...visit.params };
  const given = Object.entries(merged).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? withCredential(value, state, persona) : value]),
  );
}

/** `{otp}` stands for the id of the user's credential of that label or type. */
function withCredential(value: string, { realm, world }: Batch, { username }: Persona): string {
  return value.replace(/\{([\w-]+)\}/, (whole, name) => {
    const user = userNamed(realm, world, username.toLowerCase());
    const named = user?.credentials.find(({ label, type }) => label === name || type === name);
    return named?.id ?? whole;
  });
}
