import assert from 'node:assert/strict';
import { authorize, submit } from '../../../src/keycloak/engine.ts';
import { findUser, userNamed } from '../../../src/keycloak/flow/run.ts';
import type { Input } from '../../../src/keycloak/input.ts';
import { choicesOn } from '../../../src/keycloak/machine/choices.ts';
import type { Transition } from '../../../src/keycloak/outcome.ts';
import { applyAdmin } from '../../../src/keycloak/predict/admin.ts';
import { arriveAt, type History, NO_HISTORY } from '../../../src/keycloak/predict/history.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import type { Realm } from '../../../src/keycloak/realm.ts';
import type { Request } from '../../../src/keycloak/request.ts';
import { emptyWorld, otherBrowser, type Session, type World } from '../../../src/keycloak/world.ts';
import type { Change, Played } from './case.ts';
import { CALLBACK, documentOf, PEOPLE } from './setup.ts';

/** Where a case stands: the server, the browsers, who is in front of them, and what is on the screen. */
export interface Scene {
  readonly version: string;
  readonly document: unknown;
  readonly realm: Realm;
  readonly world: World;
  readonly browser: string;
  readonly sessions: ReadonlyMap<string, Session | undefined>;
  /** Username. */
  readonly persona: string;
  readonly request: Request;
  readonly screen?: Transition;
  readonly history: History;
}

const NOW = 1_700_000_010;
const SECONDS_PER_PAGE = 1;

export function firstScene({ persona, setup = {}, version = '26.7.3', request = {} }: Played): Scene {
  const document = documentOf(setup, version);
  return {
    version,
    document,
    realm: readRealm(document, { version }),
    world: emptyWorld(NOW),
    browser: '1',
    sessions: new Map(),
    persona: PEOPLE[persona] ?? persona,
    request: {
      response_type: 'code',
      scope: 'openid',
      state: 'state',
      nonce: 'nonce',
      client_id: 'test-app',
      redirect_uri: CALLBACK,
      ...request,
    },
    history: NO_HISTORY,
  };
}

type Doing = (scene: Scene, ...words: string[]) => Scene;

/** What can be done. Anything else is a choice of the page, as the machine labels it. */
const DOINGS: readonly (readonly [RegExp, Doing])[] = [
  [/^open(?: \?(.*))?$/, (scene, query = '') => open(scene, query)],
  [/^be (.+)$/, (scene, name = '') => ({ ...scene, persona: PEOPLE[name] ?? name })],
  [/^wait (\d+) s$/, (scene, seconds) => later(scene, Number(seconds))],
  [/^new browser$/, (scene) => ({ ...scene, world: otherBrowser(scene.world) })],
  [/^browser (\w+)$/, (scene, name = '') => inBrowser(scene, name)],
  [/^log out$/, (scene) => ({ ...scene, world: withoutSession(scene.world) })],
  [/^(back|forward)$/, (scene, where) => move(scene, where === 'back' ? -1 : 1)],
  [/^typing "(.*)": (.+)$/, (scene, typed = '', label = '') => choose(scene, label, { username: typed })],
  [/^(enroll right) as (.+)$/, (scene, label = '', name = '') => choose(scene, label, {}, { label: name })],
  [/^code of (.+) on (.+)$/, (scene, owner = '', device = '') => giveCode(scene, owner, device)],
  [/^same code again$/, (scene) => choose(scene, `otp ${scene.realm.otp_policy.reusable ? 'right' : 'wrong'}`)],
  [/^fill (.*)$/, (scene, values = '') => answer(scene, filled(values))],
  [/^tamper$/, (scene) => answer(scene, { kind: 'submit', tampered: true })],
  [/^register$/, (scene) => answer(scene, { kind: 'register' })],
  [/^(.+)$/, (scene, label = '') => choose(scene, label)],
];

export function perform(scene: Scene, doing: string): Scene {
  for (const [pattern, act] of DOINGS) {
    const match = pattern.exec(doing);
    if (match) return act(scene, ...match.slice(1));
  }
  return scene;
}

/** An administrator's change; a setup replaces the document whole. */
export function change(scene: Scene, wanted: Change): Scene {
  const { document, world } =
    'setup' in wanted
      ? { document: documentOf(wanted.setup, scene.version), world: scene.world }
      : applyAdmin(scene, wanted.admin);
  return { ...scene, document, world, realm: readRealm(document, { version: scene.version }) };
}

/** Sends an authorization request: the case's, changed by the query. */
function open(scene: Scene, query: string): Scene {
  const request = requestOf(scene, new URLSearchParams(query));
  const screen = authorize(scene.realm, scene.world, request);
  return arrived({ ...scene, request: scene.request }, screen, true);
}

const CLAIMS: Readonly<Record<string, (value: string) => object>> = {
  essential: (value) => ({ essential: true, values: value.split(',') }),
  voluntary: (value) => (value.includes(',') ? { values: value.split(',') } : { value }),
};

/** `essential` and `voluntary` ask for acr values in the claims parameter, `without` leaves a parameter out. */
function requestOf(scene: Scene, query: URLSearchParams): Request {
  const request: Record<string, string | readonly string[] | undefined> = { ...scene.request };
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name).map((value) => withCredential(scene, value));
    const [value = ''] = values;
    const claim = CLAIMS[name]?.(value);
    if (claim) request['claims'] = JSON.stringify({ id_token: { acr: claim } });
    else if (name === 'without') delete request[value];
    else request[name] = values.length > 1 ? values : value;
  }
  return request;
}

/** `{otp}` stands for the id of the persona's credential of that type or label. */
function withCredential({ realm, world, persona }: Scene, value: string): string {
  return value.replace(/\{([\w-]+)\}/, (whole, name) => {
    const user = findUser(realm, world, persona);
    return user?.credentials.find(({ type, label }) => type === name || label === name)?.id ?? whole;
  });
}

function arrived(scene: Scene, screen: Transition, isEntrance = false): Scene {
  const { outcome, world } = screen;
  const before = isEntrance ? NO_HISTORY : scene.history;
  const history = outcome.kind === 'page' ? arriveAt(before, outcome, isEntrance) : before;
  return { ...scene, world, screen, history };
}

function answer(scene: Scene, input: Input): Scene {
  const { screen, realm, world } = scene;
  assert.ok(screen?.login, `nothing to answer: ${screen?.outcome.kind}`);
  const next = { ...world, now: world.now + SECONDS_PER_PAGE };
  return arrived(scene, submit(realm, next, screen.login, input));
}

function choose(scene: Scene, label: string, who: { username?: string } = {}, more: { label?: string } = {}): Scene {
  const { screen, realm, world } = scene;
  const page = screen?.outcome;
  assert.ok(page?.kind === 'page', `"${label}" needs a page: ${JSON.stringify(page)}`);
  const choices = choicesOn({ realm, world, username: who.username ?? scene.persona, page });
  const choice = choices.find((each) => each.label === label);
  assert.ok(choice, `no "${label}" on ${page.page}: ${choices.map((each) => each.label).join(', ')}`);
  return answer(scene, choice.input.kind === 'submit' ? { ...choice.input, ...more } : choice.input);
}

/** The code of one device typed for another is wrong. */
function giveCode(scene: Scene, owner: string, device: string): Scene {
  return choose(scene, `otp ${owner === device ? 'right' : 'wrong'} of ${device}`);
}

function filled(values: string): Input {
  return { kind: 'submit', profile: Object.fromEntries(new URLSearchParams(values)), new_password: 'ok' };
}

function later(scene: Scene, seconds: number): Scene {
  return { ...scene, world: { ...scene.world, now: scene.world.now + seconds } };
}

function withoutSession({ session: _ended, ...world }: World): World {
  return world;
}

function inBrowser(scene: Scene, browser: string): Scene {
  const sessions = new Map(scene.sessions).set(scene.browser, scene.world.session);
  return { ...scene, browser, sessions, world: otherBrowser(scene.world, sessions.get(browser)) };
}

/** Browser back and forward ask for an earlier address again. */
function move(scene: Scene, by: number): Scene {
  const { entries, at } = scene.history;
  const next = Math.min(Math.max(at + by, 0), entries.length - 1);
  const entry = entries[next];
  assert.ok(entry, 'no page to go to');
  const moved = entry.isEntrance
    ? arrived(scene, authorize(scene.realm, scene.world, scene.request))
    : answer(scene, { kind: 'revisit', execution: entry.execution });
  return { ...moved, history: { entries, at: next } };
}

/** The persona as the server now has it. */
export function personaOf({ realm, world, persona }: Scene) {
  return userNamed(realm, world, persona.toLowerCase());
}
