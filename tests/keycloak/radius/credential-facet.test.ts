import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeyKey } from '../../../src/keycloak/radius/change.ts';
import { sideJourneys } from '../../../src/keycloak/radius/side-journeys.ts';
import { CREDENTIALS, flowOf, type Row, realm, step, user } from '../realm-kit.ts';
import { NOW, oneByOne, questionOf, sideOf } from './side-kit.ts';

/** Credentials that differ in what is rare at random: everybody alone, and how many journeys and signatures there are. */
function checked(rows: readonly Row[], change: Record<string, unknown>, credentials: readonly (readonly object[])[]) {
  const { users: _users, ...document } = realm({ ...flowOf(rows), ...change });
  const extra = change['owed'] === undefined ? {} : { requiredActions: change['owed'] };
  const users = credentials.map((own, index) => user(`u${index}`, { credentials: own, ...extra }));
  const question = questionOf({});
  const side = sideOf(document, users, question);
  const journeys = sideJourneys(side, question);
  const alone = oneByOne(document, users, question);
  for (const [index] of users.entries())
    assert.equal(journeyKey(journeys(side.digest.signatures[index] ?? -1)), alone.get(`u${index}`), `u${index}`);
  return { signatures: side.examples.length, journeys: new Set(alone.values()).size };
}

const PASSWORD = step('auth-username-password-form');
const OLD = (NOW - 30 * 86_400) * 1000;

test('a password is old from one second on, which may come during the login', () => {
  const stored = (createdDate?: number | string) => [
    { type: 'password', ...(createdDate === undefined ? {} : { createdDate }) },
  ];
  const dates = Array.from({ length: 25 }, (_, index) => OLD - 3000 + 500 * index);
  const policy = { passwordPolicy: 'forceExpiredPasswordChange(30)' };
  const found = checked([PASSWORD, step('auth-otp-form')], policy, [
    ...[...dates, undefined, 0, String(OLD - 1), NOW * 1000].map(stored),
    [CREDENTIALS.password],
  ]);
  assert.equal(found.journeys, 2);
  assert.ok(found.signatures < 25, `${found.signatures} signatures`);
});

test('recovery codes count down to the last one', () => {
  const codes = (left: number | string) => [
    CREDENTIALS.password,
    { ...CREDENTIALS.codes, credentialData: JSON.stringify({ totalCodes: 12, remainingCodes: left }) },
  ];
  const rows = [PASSWORD, step('auth-recovery-authn-code-form')];
  const found = checked(rows, {}, [codes(12), codes(12), codes(2), codes(1), codes(0), codes(-3), codes('1')]);
  assert.deepEqual(found, { signatures: 3, journeys: 2 });
});

test('a device of the name that a new one gets is in the way', () => {
  const own = (label: string) => [CREDENTIALS.password, CREDENTIALS.otp(label)];
  const found = checked([PASSWORD], { owed: ['CONFIGURE_TOTP'] }, ['phone', 'tablet', 'Flowproof Device'].map(own));
  assert.deepEqual(found, { signatures: 2, journeys: 2 });
});

test('types count in stored order, old names of a type apart from new ones', () => {
  const [one, other] = [{ type: 'otp' }, { type: 'webauthn' }];
  const rows = [PASSWORD, step('auth-otp-form', 'ALTERNATIVE'), step('webauthn-authenticator', 'ALTERNATIVE')];
  const found = checked([PASSWORD, { alias: '2fa', requirement: 'REQUIRED', rows: rows.slice(1) }], {}, [
    [CREDENTIALS.password, one, other],
    [CREDENTIALS.password, other, one],
    [CREDENTIALS.password, { type: 'totp' }, other],
    [CREDENTIALS.password],
    [CREDENTIALS.password, { type: 'otp', value: 'a plain value is a password whatever its type' }],
  ]);
  assert.deepEqual(found, { signatures: 5, journeys: 3 });
});
