import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCodeLedger } from '../../src/journey/code-ledger.ts';

const POLICY = { period: 30, lookAheadWindow: 1 };
const NOW = 1_000_000_000_000; // ten seconds into step 33333333
const STEP = 33_333_333;
const folder = (): string => mkdtempSync(join(tmpdir(), 'flowproof-ledger-'));

test('gives the current code, the next and the last one, each once', () => {
  const ledger = openCodeLedger(folder());
  const claims = [1, 2, 3].map(() => ledger.claim('staff', POLICY, NOW));
  assert.deepEqual(claims, [{ counter: STEP }, { counter: STEP + 1 }, { counter: STEP - 1 }]);
  assert.deepEqual(ledger.claim('staff', POLICY, NOW), { wait_ms: 20_000 });
});

test('a later step frees one code more', () => {
  const ledger = openCodeLedger(folder());
  for (const _ of [1, 2, 3]) ledger.claim('staff', POLICY, NOW);
  assert.deepEqual(ledger.claim('staff', POLICY, NOW + 20_000), { counter: STEP + 2 });
});

test('an enrollment burns its code', () => {
  const ledger = openCodeLedger(folder());
  ledger.burn('staff', STEP);
  assert.deepEqual(ledger.claim('staff', POLICY, NOW), { counter: STEP + 1 });
});

test('two ledgers over one folder never give the same code', () => {
  const shared = folder();
  const [one, two] = [openCodeLedger(shared), openCodeLedger(shared)];
  assert.notDeepEqual(one.claim('staff', POLICY, NOW), two.claim('staff', POLICY, NOW));
});

test('credentials do not block each other', () => {
  const ledger = openCodeLedger(folder());
  ledger.claim('one', POLICY, NOW);
  assert.deepEqual(ledger.claim('two', POLICY, NOW), { counter: STEP });
});

test('a window of zero leaves only the current code', () => {
  const ledger = openCodeLedger(folder());
  const strict = { period: 30, lookAheadWindow: 0 };
  assert.deepEqual(ledger.claim('staff', strict, NOW), { counter: STEP });
  assert.deepEqual(ledger.claim('staff', strict, NOW), { wait_ms: 20_000 });
});
