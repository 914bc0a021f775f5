import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/problem.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { liveScrub } from '../../src/run/live-scrub.ts';
import { refuseLiterals } from '../../src/run/refuse-literals.ts';

const vault = createVault(Buffer.from('5d'.repeat(32), 'hex'));
const known = { vault, scrub: liveScrub(vault) };
const value = vault.password('staff/password').reveal();
vault.registerOtp('staff/otp', '493817');
vault.register('staff/token', `${'Az09-_'.repeat(40)}Home`);

test('a literal that says something about a secret is refused, and not quoted', () => {
  const literals = [
    value,
    `Your password is ${value}.`,
    value.slice(2, 7),
    value.toUpperCase(),
    '493 817',
    '4938',
    encodeURIComponent(`${value}é`),
    'anna@example.org',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
  ];
  for (const literal of literals) {
    assert.throws(
      () => refuseLiterals(['Hello', literal], known),
      (error) => error instanceof Problem && error.code === 'secret-weak' && !error.message.includes(literal),
      literal,
    );
  }
});

test('words of a page pass, also one that a token holds by chance', () => {
  refuseLiterals(['Hello', 'Welcome back!', 'One-time code', 'abc', 'Home', '2 of 3'], known);
  refuseLiterals([], known);
});
