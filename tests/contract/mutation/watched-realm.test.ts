import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersAlike } from '../../../src/contract/mutation/answers-alike.ts';
import { mutantsOf } from '../../../src/contract/mutation/mutants.ts';
import { watchedRealm } from '../../../src/contract/mutation/watched-realm.ts';
import { exploreMachine } from '../../../src/keycloak/machine/explore-machine.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import type { Realm } from '../../../src/keycloak/realm.ts';
import { SMALL_REALM, smallRequest } from './small-contract.ts';

const VERSION = '26.7.3';
const read = (document: object): Realm => readRealm(document, { version: VERSION });

function explored(realm: Realm) {
  return exploreMachine({ realm, persona: 'anna', request: smallRequest });
}

test('a watched realm answers as the realm does', () => {
  const realm = read(SMALL_REALM);
  assert.deepEqual(explored(watchedRealm(realm).realm), explored(realm));
});

test('what was not asked for may differ, what was asked for may not', () => {
  const realm = read(SMALL_REALM);
  const watched = watchedRealm(realm);
  explored(watched.realm);
  const alike = (document: object) => answersAlike(realm, read(document))(watched.reads);
  assert.equal(alike(SMALL_REALM), true);
  assert.equal(alike({ ...SMALL_REALM, ssoSessionMaxLifespan: 1 }), true, 'the life of a session');
  assert.equal(alike({ ...SMALL_REALM, browserFlow: 'browser' }), false, 'the browser flow');
  assert.equal(alike({ ...SMALL_REALM, users: [] }), false, 'the user');
});

test('whoever is answered alike sees the same: every mutant of the small realm is explored to be sure', () => {
  const realm = read(SMALL_REALM);
  const watched = watchedRealm(realm);
  const original = explored(watched.realm);
  let skipped = 0;
  for (const { id, document } of mutantsOf(SMALL_REALM).mutants) {
    const mutant = readOrNothing(document);
    if (!mutant || !answersAlike(realm, mutant)(watched.reads)) continue;
    skipped += 1;
    assert.deepEqual(explored(mutant), original, id);
  }
  assert.ok(skipped > 40, `${skipped} mutants are answered alike`);
});

function readOrNothing(document: object): Realm | undefined {
  try {
    return read(document);
  } catch {
    return undefined;
  }
}
