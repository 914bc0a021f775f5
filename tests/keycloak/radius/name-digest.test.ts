import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addUser, findUserAt, newDigest } from '../../../src/keycloak/radius/name-digest.ts';

const COUNT = 300_000;

test('names that are much alike are told apart, and each is found again', () => {
  const digest = newDigest();
  for (let number = 0; number < COUNT; number += 1)
    assert.ok(
      addUser(digest, { username: `user${number}`, email: `mail${number}`, signature: number % 7 }),
      `${number}`,
    );
  assert.equal(digest.size, COUNT);
  for (let index = 0; index < COUNT; index += 997) {
    assert.equal(findUserAt(digest, digest.names, index), index);
    assert.equal(findUserAt(digest, digest.emails, index), -1);
    assert.equal(digest.signatures[index], index % 7);
  }
});

test('each half of the hashes spreads like a random number', () => {
  const digest = newDigest();
  for (let number = 0; number < COUNT; number += 1)
    addUser(digest, { username: `u${String(number).padStart(8, '0')}@x`, email: undefined, signature: 0 });
  const halves = [0, 1].map(
    (half) => new Set(Array.from({ length: COUNT }, (_, index) => digest.names[2 * index + half])).size,
  );
  // 300,000 draws from 2^32 repeat 10 times on average.
  for (const different of halves) assert.ok(COUNT - different < 40, `${COUNT - different} repeats`);
});

test('a name that is there already is not added', () => {
  const digest = newDigest();
  assert.ok(addUser(digest, { username: 'bob', email: undefined, signature: 1 }));
  assert.equal(addUser(digest, { username: 'bob', email: undefined, signature: 2 }), false);
  assert.equal(digest.size, 1);
  assert.equal(digest.signatures[0], 1);
});

test('a user takes 28 to 56 bytes, whatever the user has', () => {
  const digest = newDigest();
  for (let number = 0; number < COUNT; number += 1)
    addUser(digest, { username: `${'x'.repeat(number % 50)}${number}`, email: 'y'.repeat(99), signature: number });
  const { names, emails, signatures, slots } = digest;
  const bytes = [names, emails, signatures, slots].reduce((sum, { byteLength }) => sum + byteLength, 0) / COUNT;
  assert.ok(bytes >= 28 && bytes <= 56, `${bytes}`);
});
