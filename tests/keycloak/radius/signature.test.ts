import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stateOf } from '../../../src/journey/screens.ts';
import { journeyKey } from '../../../src/keycloak/radius/change.ts';
import { DEVICE_NAME, journeyOf } from '../../../src/keycloak/radius/journey.ts';
import { radius } from '../../../src/keycloak/radius/radius.ts';
import { type Question, type RealmSide, readSide, readSideRealm } from '../../../src/keycloak/radius/realm-side.ts';
import { sideJourneys } from '../../../src/keycloak/radius/side-journeys.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CALLBACK } from '../realm-kit.ts';
import { now, parameters, people, realmDocument } from './arbitrary-realm.ts';

type Document = Record<string, unknown>;
const VERSION = '26.7.3';

function questionOf(params: Record<string, string>): Question {
  const request = { response_type: 'code', scope: 'openid', client_id: 'app', redirect_uri: CALLBACK, ...params };
  return { client_id: 'app', request, now };
}

function sideOf(document: Document, users: readonly Document[], question: Question): RealmSide {
  const half = Math.ceil(users.length / 2);
  const runs = [users.slice(0, half), users.slice(half)].map((part) => ({ file: 'u', first: 0, read: () => part }));
  const source = { file: 'r', document, runs };
  const realm = readSideRealm(source, VERSION);
  const client = realm.clients.get('app');
  assert.ok(client);
  return readSide(source, realm, { client, question });
}

/** Everybody predicted alone in the whole realm, by username. */
function oneByOne(
  document: Document,
  users: readonly Document[],
  { request, now: time }: Question,
): Map<string, string> {
  const realm = readRealm({ ...document, users }, { version: VERSION });
  return new Map(
    [...realm.users.values()].map((user) => {
      const persona = { username: user.username, label: DEVICE_NAME };
      return [user.username, journeyKey(journeyOf({ realm, persona, request, now: time }, user))];
    }),
  );
}

test('users of one signature have the journey that each of them has alone', { timeout: 240_000 }, () => {
  let merged = 0;
  let ends = new Set<string>();
  fc.assert(
    fc.property(realmDocument, people, parameters, (document, users, params) => {
      const question = questionOf(params);
      const side = sideOf(document, users, question);
      const journeys = sideJourneys(side, question);
      const alone = oneByOne(document, users, question);
      for (const [index, { username }] of users.entries()) {
        const journey = journeys(side.digest.signatures[index] ?? -1);
        ends = ends.add(journey.end);
        assert.equal(journeyKey(journey), alone.get(String(username).toLowerCase()), `${username}`);
      }
      merged += users.length - side.examples.length;
    }),
    { numRuns: 1500, seed: 20_261_121 },
  );
  assert.ok(merged > 300, `${merged} users shared a signature`);
  assert.ok(ends.size >= 7, `journeys ended as ${[...ends].join(', ')}`);
});

test('the classes are those of users predicted one by one, whatever the order', { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(realmDocument, realmDocument, people, people, parameters, (old, next, left, right, params) => {
      const question = questionOf(params);
      const shuffled = right.toReversed();
      const sides = { before: sideOf(old, left, question), after: sideOf(next, shuffled, question) };
      const classes = radius({ ...sides, question, stateOf });
      const before = oneByOne(old, left, question);
      const after = oneByOne(next, shuffled, question);
      const expected = new Map<string, number>();
      for (const username of new Set([...before.keys(), ...after.keys()])) {
        const key = JSON.stringify([before.get(username), after.get(username)]);
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      const found = classes.map((one) => {
        const key = [one.before && journeyKey(one.before), one.after && journeyKey(one.after)];
        assert.equal(JSON.stringify([before.get(one.example), after.get(one.example)]), JSON.stringify(key));
        return [JSON.stringify(key), one.users] as const;
      });
      assert.deepEqual(new Map(found), expected);
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
});
