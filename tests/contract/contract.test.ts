import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractJsonSchema } from '../../src/contract/contract.ts';
import { BROWSER_STATES } from '../../src/trace.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

const schema: Schema = JSON.parse(JSON.stringify(contractJsonSchema()));

/** The six inputs of the Flow Contract Review Gate. */
const INPUTS = 'provider_state identity_graph expected_states helper_state_machine non_live_proof stop_rollback'.split(
  ' ',
);

test('the JSON Schema for editors requires the six inputs, and nothing that has a default', () => {
  assert.deepEqual(schema.required, ['version', 'id', 'title', ...INPUTS]);
  assert.deepEqual(
    Object.keys(schema.properties ?? {}).filter((key) => !schema.required?.includes(key)),
    ['invariants', 'accepted_findings', 'accepted_mutants'],
  );
});

test('every key of the first two levels says what it is about, and no map takes unknown ones', () => {
  const silent = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    assert.ok(part.description, key);
    if (key === 'expected_states' || !part.properties) return [];
    assert.equal(part.additionalProperties, false, key);
    return Object.entries(part.properties).filter(([, inner]) => !inner.description);
  });
  assert.deepEqual(
    silent.map(([key]) => key),
    ['provider', 'personas'],
  );
});

test('editors are offered every browser state, and every page with the state it is of', () => {
  const states = schema.properties?.['expected_states']?.additionalProperties;
  const offered = typeof states === 'object' ? (states.items?.enum ?? []) : [];
  for (const state of BROWSER_STATES) assert.ok(offered.includes(state), state);
  assert.ok(offered.includes('mfa_challenge/login-otp'));
  assert.ok(!offered.includes('login/login-otp'));
});
