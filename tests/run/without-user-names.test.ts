import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVault } from '../../src/redaction/secret.ts';
import { usernameSlot } from '../../src/run/persona-secrets.ts';
import { withoutUserNames } from '../../src/run/without-user-names.ts';

const PERSONAS = ['staff', 'staff-with-otp'];
const told = withoutUserNames(PERSONAS);

test('generated names become the persona, whatever was drawn', () => {
  for (let key = 0; key < 64; key += 1) {
    const vault = createVault(Buffer.alloc(32, key));
    for (const persona of PERSONAS) {
      const name = vault.name(usernameSlot(persona, 'a-0-0'), persona).reveal();
      assert.equal(told(`left behind: the user ${name}, ${name}.`), `left behind: the user ${persona}, ${persona}.`);
    }
  }
});

test('everything else stays', () => {
  const text = 'staff-with-otp, other-abcdefghijkl, staff-short, staff-realm-abcdefghijkl';
  assert.equal(told(text), text);
});
