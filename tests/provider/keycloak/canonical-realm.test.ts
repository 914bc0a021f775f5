import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { canonicalRealm, realmDifferences } from '../../../src/provider/keycloak/canonical-realm.ts';
import { withFreshIds } from '../../../src/provider/keycloak/fresh-ids.ts';
import { realmFingerprint } from '../../../src/provider/keycloak/realm-fingerprint.ts';

const text = readFileSync(new URL('../../keycloak/change/whole-export.json', import.meta.url), 'utf8');
const whole = (): Record<string, unknown> & { realm: string } => JSON.parse(text);

/** Turns every list around, but for those of algorithms, which are tried in their order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, key.endsWith('Algorithms') ? member : reversed(member)]),
  );
};

test('ids, the order of lists, users and the name of the realm are not in the fingerprint', () => {
  const renamed = JSON.parse(
    text.replaceAll('default-roles-ops', 'default-roles-other').replaceAll('/ops/', '/other/'),
  );
  const same = [
    withFreshIds(whole()),
    reversed(whole()),
    { ...whole(), users: [{ username: 'anna' }] },
    { ...renamed, realm: 'other' },
  ];
  for (const document of same) assert.equal(realmFingerprint(Object(document)), realmFingerprint(whole()));
  assert.match(realmFingerprint(whole()), /^[0-9a-f]{64}$/);
});

test('a requirement, a binding, a switch, a role and a redirect URI are', () => {
  const changed: readonly [string, string][] = [
    ['"requirement":"ALTERNATIVE"', '"requirement":"DISABLED"'],
    ['"browserFlow":"browser"', '"browserFlow":"registration"'],
    ['"rememberMe":false', '"rememberMe":true'],
    ['"name":"b"', '"name":"c"'],
    ['http://127.0.0.1/callback', 'http://127.0.0.1/other'],
    ['"priority":10', '"priority":11'],
  ];
  const dense = JSON.stringify(whole());
  for (const [from, to] of changed) {
    assert.ok(dense.includes(from), from);
    assert.notEqual(realmFingerprint(JSON.parse(dense.replace(from, to))), realmFingerprint(whole()), from);
  }
});

test('differences are told by the names of entries', () => {
  const flows = (...aliases: string[]) => aliases.map((alias) => ({ alias, authenticationExecutions: [] }));
  const wanted = canonicalRealm({
    realm: 'a',
    enabled: true,
    authenticationFlows: flows('x', 'y'),
    roles: { realm: [{ name: 'r' }] },
    attributes: { k: '1' },
  });
  const found = canonicalRealm({
    realm: 'b',
    enabled: false,
    authenticationFlows: flows('y', 'z'),
    roles: { realm: [{ name: 'r', composite: true }] },
    attributes: {},
  });
  assert.deepEqual(realmDifferences(wanted, found), [
    { at: 'attributes.k', kind: 'removed' },
    { at: 'authenticationFlows[x]', kind: 'removed' },
    { at: 'authenticationFlows[z]', kind: 'added' },
    { at: 'enabled', kind: 'changed' },
    { at: 'roles.realm[r]', kind: 'changed' },
  ]);
  assert.deepEqual(realmDifferences(wanted, wanted), []);
});

test('a binding is the flow of that alias, whatever its id', () => {
  const bound = (id: string) => ({
    realm: 'a',
    authenticationFlows: [{ id, alias: 'x', authenticationExecutions: [] }],
    clients: [{ clientId: 'portal', authenticationFlowBindingOverrides: { browser: id } }],
  });
  assert.equal(realmFingerprint(bound('1')), realmFingerprint(bound('2')));
});
