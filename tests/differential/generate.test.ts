import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerLine } from '../../src/keycloak/batch.ts';
import { Problem } from '../../src/problem.ts';
import { randomOf } from './generate/random.ts';
import { scenarioOf } from './generate/realm.ts';

const textOf = (seed: number) => JSON.stringify(scenarioOf(seed, '26.7.3'));
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

test('the same seed makes the same realm and logins, another one others', () => {
  for (const seed of SEEDS) assert.equal(textOf(seed), textOf(seed));
  assert.equal(new Set(SEEDS.map(textOf)).size, SEEDS.length);
});

test('the dice are those of every machine', () => {
  const random = randomOf(7);
  const thrown = [random.int(1, 1000), random.int(1, 1000), random.pick(['a', 'b', 'c']), random.shuffle([1, 2, 3, 4])];
  assert.deepEqual(thrown, [718, 166, 'c', [4, 1, 3, 2]]);
});

test('what is made holds the mistakes it is made for', () => {
  const all = SEEDS.map(textOf).join('\n');
  for (const word of [
    'conditional-user-role',
    'conditional-user-attribute',
    'conditional-level-of-authentication',
    'conditional-user-configured',
    'conditional-credential',
    'conditional-sub-flow-executed',
    'auth-recovery-authn-code-form',
    'auth-conditional-otp-form',
    'CONFIGURE_TOTP',
    'try_another_way',
    'bruteForceProtected',
    'kc_action',
    'acr_values',
    'max_age',
    '"enabled":false',
    '"consentRequired":true',
    'user.profile.config',
  ])
    assert.ok(all.includes(word), word);
});

test('every scenario can be predicted, or its realm is refused by name', () => {
  for (const seed of SEEDS) {
    const { document, plans } = scenarioOf(seed, '26.5.0');
    for (const plan of plans)
      try {
        assert.ok(answerLine(plan, document).visits.length > 0);
      } catch (error) {
        assert.ok(error instanceof Problem, `seed ${seed}: ${error}`);
      }
  }
});
