import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPictures } from '../../../src/evidence/page/own-pictures.ts';
import { CALLBACK, LOGIN, sampleJourney } from '../sample-journey.ts';
import { sampleTest } from '../sample-rows.ts';

const journey = sampleJourney({ persona: 'p', expected: [LOGIN, CALLBACK], folder: 'x' });
const [first, second] = ['data/evidence/x/01-login.png', 'data/evidence/x/02-portal.png'] as const;
const taken = {
  title: 'The portal',
  page: 'portal',
  state: 'callback',
  status: 'shown',
  path: 'evidence/x/03-portal.png',
} as const;
const row = { ...sampleTest('FLOW-AUTH-MFA-001', 'happy'), journeys: [journey], pictures: [taken] };

test('what a strip shows is not shown again', () => {
  const own = ownPictures(row, { inStrips: [first, second], digests: new Map() });
  assert.deepEqual(own, [{ path: 'data/evidence/x/03-portal.png', title: 'The portal' }]);
});

test('pictures of a collapsed journey are shown only when their bytes are new', () => {
  const digests = new Map([
    ['data/evidence/s/01.png', 'same'],
    [first, 'same'],
    [second, 'new'],
  ]);
  const own = ownPictures(row, { inStrips: ['data/evidence/s/01.png'], digests });
  assert.deepEqual(
    own.map(({ title }) => title),
    ['The portal', 'portal, p'],
  );
});

test('a picture that test and journey both list stands once, under its title', () => {
  const both = { ...row, pictures: [{ ...taken, path: second }] };
  const own = ownPictures(both, {
    inStrips: [],
    digests: new Map([
      [first, 'a'],
      [second, 'b'],
    ]),
  });
  assert.deepEqual(
    own.map(({ title }) => title),
    ['The portal', 'login, p'],
  );
});
