import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { Problem } from '../../src/problem.ts';
import { type FlowproofOptions, ownOptions, resolveOptions } from '../../src/run/options.ts';

const CONFIG = '/project/playwright.config.ts';

test('everything has a default, and paths start at the folder of the config', () => {
  assert.deepEqual(resolveOptions({}, CONFIG, {}), {
    matrix: '/project/flows/matrix.yaml',
    contracts: '/project/flows/contracts',
    journeys: '/project/flows/journeys',
    provider: 'embedded',
    packet: '/project/uat-packet',
    page_timeout: 30_000,
    matrix_named: false,
  });
  assert.ok(resolveOptions({ matrix: 'flows/matrix.yaml' }, CONFIG, {}).matrix_named);
});

test('without a config file paths start at the current folder', () => {
  assert.equal(resolveOptions({ packet: 'out' }, undefined, {}).packet, resolve('out'));
});

test('the environment overrides an option for a single run', () => {
  const env = { FLOWPROOF_PROVIDER: 'keycloak', FLOWPROOF_PACKET: '/elsewhere' };
  const { provider, packet } = resolveOptions({ provider: 'embedded', packet: 'here' }, CONFIG, env);
  assert.deepEqual([provider, packet], ['keycloak', '/elsewhere']);
});

test('an empty variable overrides nothing', () => {
  assert.equal(resolveOptions({ packet: 'here' }, CONFIG, { FLOWPROOF_PACKET: '' }).packet, '/project/here');
});

const BAD: readonly [string, object, NodeJS.ProcessEnv][] = [
  ['an unknown option', { matrx: 'x' }, {}],
  ['an unknown provider', { provider: 'live' }, {}],
  ['an unknown provider in the environment', {}, { FLOWPROOF_PROVIDER: 'live' }],
  ['a time that is none', { page_timeout: -1 }, {}],
];

for (const [name, options, env] of BAD) {
  test(`${name} is a problem that lists what is accepted`, () => {
    // What a config written in JavaScript may hold.
    const given = options as FlowproofOptions;
    assert.throws(
      () => resolveOptions(given, CONFIG, env),
      (error) => error instanceof Problem && error.code === 'bad-option' && error.message.includes('page_timeout'),
    );
  });
}

test('what Playwright gives a reporter besides is left out', () => {
  assert.deepEqual(ownOptions({ packet: 'out', configDir: '/project', _mode: 'test', constructor: 1 }), {
    packet: 'out',
  });
});
