import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predict } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { CALLBACK, CREDENTIALS, flowOf, forms, realm, step, user } from './realm-kit.ts';

const WRONG_NAME = 'Invalid username or password.';
const WRONG_CODE = 'Invalid recovery authentication code';

const who = user('who', { credentials: [CREDENTIALS.password, CREDENTIALS.codes] });
const document = realm({
  users: [who],
  bruteForceProtected: true,
  failureFactor: 2,
  waitIncrementSeconds: 60,
  quickLoginCheckMilliSeconds: 0,
  ...flowOf(forms(step('auth-username-password-form'), step('auth-recovery-authn-code-form'))),
});
const request = { client_id: 'app', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };

/** The texts of the recovery page, one for each time it was shown. */
function texts(persona: object): (string | undefined)[] {
  const read = readRealm(document, { version: '26.7.3', file: 'lab.json' });
  const { trace } = predict({ realm: read, persona: { username: 'who', ...persona }, request });
  return trace.pages.slice(1).map(({ message }) => message);
}

test('the first code that a lock refuses is answered as a wrong name is, and every further one as a wrong code', () => {
  assert.deepEqual(texts({ wrong: { recovery: 5 } }).slice(0, 6), [
    undefined,
    WRONG_CODE,
    WRONG_CODE,
    WRONG_NAME,
    WRONG_CODE,
    WRONG_CODE,
  ]);
});

test('no code at all is never answered as a wrong name', () => {
  assert.deepEqual(texts({ empty: { recovery: 4 } }).slice(0, 5), [
    undefined,
    WRONG_CODE,
    WRONG_CODE,
    WRONG_CODE,
    WRONG_CODE,
  ]);
});
