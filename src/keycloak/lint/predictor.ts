import { EMPTY_HAND } from '../predict/hand.ts';
import { predict, type Visited, type VisitTrace } from '../predict.ts';
import type { Client, Realm } from '../realm.ts';
import { emptyWorld, type World } from '../world.ts';
import type { Member } from './cast.ts';

/** A login to foretell. `realm`: a changed one, to see what a row is to blame for. */
export interface Login {
  readonly top: string;
  readonly member: Member;
  readonly params?: Readonly<Record<string, string>>;
  readonly realm?: Realm;
  /** Flows logged in through before, in the same browser. */
  readonly before?: readonly string[];
  /** The browser already has a session of the member. */
  readonly session?: boolean;
  /** Only the first page is of interest. */
  readonly first_page?: boolean;
}

export type Foretell = (login: Login) => VisitTrace;

const CLIENT = 'flowproof lint';
const CALLBACK = 'https://flowproof.invalid/callback';
/** Somebody looks for another way on the one page that a password or a code cannot answer. */
const ELSEWHERE = { 'webauthn-authenticate': 1 };
const NOON = 1_700_000_010;

/** Foretells logins in `realm` through a client of the lint's own, so that nothing but the flow decides; remembers answers. */
export function predictor(realm: Realm): Foretell {
  const known = new Map<string, VisitTrace>();
  return (login) => {
    const key = JSON.stringify([
      login.top,
      login.member.user.username,
      login.params,
      login.before,
      login.session,
      login.first_page,
    ]);
    const found = login.realm ? undefined : known.get(key);
    const trace = found ?? foretold(login.realm ?? realm, login);
    if (!login.realm) known.set(key, trace);
    return trace;
  };
}

function foretold(realm: Realm, login: Login): VisitTrace {
  const { top, member, params = {}, before = [], session = false, first_page = false } = login;
  let visited: Pick<Visited, 'world' | 'hand'> = { world: worldOf(member, session), hand: EMPTY_HAND };
  for (const flow of before) visited = visit(staged(realm, flow), { member, params: {}, ...visited });
  return visit(staged(realm, top), { member, params, ...visited, ...(first_page ? { stop_after: 1 } : {}) }).trace;
}

interface Prepared extends Pick<Visited, 'world' | 'hand'> {
  readonly member: Member;
  readonly params: Readonly<Record<string, string>>;
  readonly stop_after?: number;
}

function visit(realm: Realm, { member, params, world, hand, ...until }: Prepared): Visited {
  const request = { client_id: CLIENT, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid', ...params };
  const persona = { username: member.user.username, try_another_way: ELSEWHERE, ...until };
  return predict({ realm, persona, request, world, hand });
}

function worldOf({ user }: Member, session: boolean): World {
  const { username } = user;
  const times = { started: NOON, auth_time: NOON, last_access: NOON };
  const world: World = { ...emptyWorld(NOON), users: { [username]: user } };
  return session ? { ...world, session: { username, ...times, levels: {}, clients: {} } } : world;
}

/** The realm with its own switches out of the way and `top` as its browser flow. */
function staged(realm: Realm, top: string): Realm {
  const client: Client = {
    client_id: CLIENT,
    enabled: true,
    bearer_only: false,
    protocol: 'openid-connect',
    standard_flow: true,
    implicit_flow: false,
    consent_required: false,
    redirect_uris: [CALLBACK],
    default_scopes: [],
    optional_scopes: [...realm.client_scopes.keys()],
    attributes: {},
  };
  const clients = new Map([...realm.clients, [CLIENT, client]]);
  return { ...realm, enabled: true, ssl_required: 'none', browser_flow: top, clients };
}
