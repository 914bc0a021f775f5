import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { authorize, submit } from '../../src/keycloak/engine.ts';
import type { Input, Verdict } from '../../src/keycloak/input.ts';
import type { Transition } from '../../src/keycloak/outcome.ts';
import type { Page } from '../../src/keycloak/page.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import type { Realm } from '../../src/keycloak/realm.ts';
import { emptyWorld } from '../../src/keycloak/world.ts';
import { unpack } from './vectors/unpack.ts';

// The documents are our own recordings.
const documents = JSON.parse(unpack('realms.json')) as Record<string, unknown>;
const NAMES = Object.keys(documents).filter((name) => /^(26\.7\.3-(logins|sessions)-\d*[05]|testsuite-)/.test(name));
const realms = NAMES.map((name) => readRealm(documents[name], { version: '26.7.3' }));

const verdict = fc.constantFrom<Verdict>('right', 'right', 'right', 'wrong', 'empty');
const text = fc.constantFrom('', ' ', '__proto__', 'constructor', 'someone', 'a@b.test');

/** Anything a person, or a forged request, can send on any page; half of it is what the page asks for. */
const deed = fc.record({
  kind: fc.constantFrom<Input['kind']>(
    'submit',
    'submit',
    'submit',
    'submit',
    'try-another-way',
    'choose',
    'cancel',
    'refresh',
    'restart',
    'continue',
    'revisit',
    'register',
    'reset-password',
  ),
  own: fc.boolean(),
  text,
  password: verdict,
  otp: verdict,
  recovery: verdict,
  webauthn: verdict,
  enroll: verdict,
  accept: fc.boolean(),
  label: text,
  organization: fc.option(text, { nil: undefined }),
  value: text,
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function inputOf(one: Deed, { outcome }: Transition, username: string): Input {
  const page = outcome.kind === 'page' ? outcome : undefined;
  const { kind, own, text: typed } = one;
  if (kind === 'choose' || kind === 'revisit') return { kind, execution: own ? addressOn(page) : typed };
  return kind === 'submit' ? formOf(one, page, username) : { kind };
}

function addressOn(page: Page | undefined): string {
  return page?.options[0]?.execution ?? page?.execution ?? '';
}

function formOf(
  { kind: _submit, own, text: typed, organization, value, ...rest }: Deed,
  page: Page | undefined,
  username: string,
): Input {
  const fields = (page?.fields ?? []).map(({ name, values: [first = 'filled'] }) => [name, own ? first : value]);
  const chosen = organization === undefined ? {} : { organization };
  const mine = own
    ? ({ username, new_password: 'ok' } as const)
    : ({ username: typed, new_password: 'mismatch' } as const);
  return { kind: 'submit', ...rest, ...mine, profile: Object.fromEntries(fields), ...chosen };
}

function walk(realm: Realm, username: string, deeds: readonly Deed[]): string[] {
  const [client_id = ''] = [...realm.clients.keys()].filter(
    (id) => id === 'portal' || id === 'test-app' || id.startsWith('client'),
  );
  const redirect_uri = (realm.clients.get(client_id)?.redirect_uris[0] ?? '').replace('*', 'callback');
  const request = { client_id, redirect_uri, response_type: 'code', scope: 'openid' };
  let now = authorize(realm, emptyWorld(1_000_000_000), request);
  const kinds = [now.outcome.kind];
  for (const one of deeds) {
    const later = { ...now.world, now: now.world.now + 7 };
    now = now.login ? submit(realm, later, now.login, inputOf(one, now, username)) : authorize(realm, later, request);
    assert.deepEqual(JSON.parse(JSON.stringify(now)), now, 'transitions are plain data');
    assert.equal(now.login !== undefined, now.outcome.kind === 'page', 'a login is open exactly while a page shows');
    kinds.push(now.outcome.kind);
  }
  return kinds;
}

test('whatever is sent in whatever order is answered', (context) => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.nat(realms.length - 1), fc.nat(20), fc.array(deed, { maxLength: 14 }), (index, user, deeds) => {
      const realm = realms[index];
      assert.ok(realm);
      const names = [...realm.users.keys()];
      for (const kind of walk(realm, names[user % names.length] ?? 'nobody', deeds))
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }),
    { numRuns: 1500 },
  );
  context.diagnostic(`${realms.length} realms: ${JSON.stringify(Object.fromEntries(seen))}`);
  for (const kind of ['page', 'callback', 'callback-error', 'error']) assert.ok((seen.get(kind) ?? 0) > 0, kind);
});
