import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateOf } from '../../../src/contract/screens.ts';
import { type Change, changeOf } from '../../../src/keycloak/radius/change.ts';
import type { Journey } from '../../../src/keycloak/radius/journey.ts';

/** `login > login-otp > callback`; a page with a text is `page:text`. */
function journey(line: string): Journey {
  const words = line.split(' > ');
  const pages = words.slice(0, -1).map((word) => {
    const [page = '', message] = word.split(':');
    return { page, ...(message ? { message } : {}), because: { execution: '', requirement: '', rule: '' } };
  });
  const end = words.at(-1);
  if (end === 'unknown') return { pages, end, unsupported: [{ what: 'x', reason: 'y' }] };
  assert.ok(end === 'callback' || end === 'stuck' || end === 'error' || end === 'idp' || end === 'stopped');
  return { pages, end, unsupported: [] };
}

const CASES: readonly (readonly [Change, string | undefined, string | undefined])[] = [
  ['unchanged', 'login > callback', 'login > callback'],
  ['unchanged', 'login:no > stuck', 'login:no > stuck'],
  ['other_change', 'login:no > stuck', 'login:never > stuck'],
  ['locked_out', 'login > callback', 'login > error > error'],
  ['locked_out', 'login > login-otp > callback', 'login:Account is disabled > stuck'],
  ['locked_out', 'login > callback', 'webauthn-authenticate > stopped'],
  ['locked_out', 'login > idp', 'login > stuck'],
  ['other_change', 'login > callback', 'login-username > idp'],
  ['other_change', 'login > stuck', 'login > callback'],
  ['loses_second_factor', 'login > login-otp > callback', 'login > callback'],
  ['loses_second_factor', 'login > login-config-totp > callback', 'login > callback'],
  ['other_change', 'login > login-otp > callback', 'login > webauthn-authenticate > callback'],
  ['must_enroll', 'login > callback', 'login > login-config-totp > callback'],
  ['must_enroll', 'login > login-otp > callback', 'login > login-config-totp > callback'],
  ['gains_challenge', 'login > callback', 'login > login-otp > callback'],
  ['gains_challenge', 'login > login-config-totp > callback', 'login > login-otp > callback'],
  ['other_change', 'login > callback', 'login > terms > callback'],
  ['unsupported', 'login > unknown', 'login > unknown'],
  ['unsupported', 'login > callback', 'login > unknown'],
  ['newly_present', undefined, 'login > unknown'],
  ['gone', 'login > callback', undefined],
];

for (const [change, before, after] of CASES)
  test(`${before ?? 'nobody'} to ${after ?? 'nobody'} is ${change}`, () => {
    const pair = { before: before && journey(before), after: after && journey(after) };
    assert.equal(changeOf({ before: pair.before || undefined, after: pair.after || undefined }, stateOf), change);
  });
