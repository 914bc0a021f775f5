import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stateOf } from '../../../src/contract/screens.ts';
import { journeyKey } from '../../../src/keycloak/radius/change.ts';
import type { Journey } from '../../../src/keycloak/radius/journey.ts';
import { radius } from '../../../src/keycloak/radius/radius.ts';
import { sideJourneys } from '../../../src/keycloak/radius/side-journeys.ts';
import { parameters, people } from './arbitrary-people.ts';
import { realmDocument } from './arbitrary-realm.ts';
import { oneByOne, questionOf, sideOf } from './side-kit.ts';

/** The form trims what is typed: whether somebody is found by this name is another user's matter. */
const UNTRIMMED = ' pad';
const UNKNOWN = 'cannot be known';

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
        if (username === UNTRIMMED) assert.equal(journey.end, 'unknown');
        else assert.equal(journeyKey(journey), alone.get(String(username).toLowerCase()), `${username}`);
      }
      merged += users.length - side.examples.length;
    }),
    { numRuns: 1500, seed: 20_261_121 },
  );
  assert.ok(merged > 300, `${merged} users shared a signature`);
  assert.ok(ends.size >= 7, `journeys ended as ${[...ends].join(', ')}`);
});

const keyOf = (journey: Journey) =>
  journey.unsupported.some(({ what }) => what === 'sign-in') ? UNKNOWN : journeyKey(journey);

test('the classes are those of users predicted one by one, whatever the order', { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(realmDocument, realmDocument, people, people, parameters, (old, next, left, right, params) => {
      const question = questionOf(params);
      const shuffled = right.toReversed();
      const sides = { before: sideOf(old, left, question), after: sideOf(next, shuffled, question) };
      const classes = radius({ ...sides, question, stateOf });
      const before = oneByOne(old, left, question);
      const after = oneByOne(next, shuffled, question);
      for (const journeys of [before, after]) if (journeys.has(UNTRIMMED)) journeys.set(UNTRIMMED, UNKNOWN);
      const expected = new Map<string, number>();
      for (const username of new Set([...before.keys(), ...after.keys()])) {
        const key = JSON.stringify([before.get(username), after.get(username)]);
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      const found = classes.map((one) => {
        const key = [one.before && keyOf(one.before), one.after && keyOf(one.after)];
        assert.equal(JSON.stringify([before.get(one.example), after.get(one.example)]), JSON.stringify(key));
        return [JSON.stringify(key), one.users] as const;
      });
      assert.deepEqual(new Map(found), expected);
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
});
