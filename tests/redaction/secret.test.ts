import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import * as OTPAuth from 'otpauth';
import { Problem } from '../../src/problem.ts';
import { createVault, parseRunKey } from '../../src/redaction/secret.ts';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const code = (expected: string) => (error: unknown) => error instanceof Problem && error.code === expected;

test('two processes with the same key have the same secrets, other keys have others', () => {
  const values = (key: Uint8Array) => {
    const vault = createVault(key);
    return [vault.password('a/1/password'), vault.otpSeed('a/1/otp').raw, ...vault.recoveryCodes('a/1/recovery')].map(
      (s) => s.reveal(),
    );
  };
  const key = new Uint8Array(32).fill(1);
  assert.deepEqual(values(key), values(Uint8Array.from(key)));
  for (const value of values(new Uint8Array(32).fill(2))) assert.ok(!values(key).includes(value));
});

test('slots are independent of each other and of the order of asking', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const vault = createVault(key);
      const [a, b] = [vault.password('a'), vault.password('b')];
      assert.notEqual(a.reveal(), b.reveal());
      assert.equal(createVault(key).password('b').reveal(), b.reveal());
    }),
  );
});

test('passwords pass the password policies and vary in length', () => {
  const lengths = new Set<number>();
  fc.assert(
    fc.property(keys, (key) => {
      const password = createVault(key).password('p').reveal();
      lengths.add(password.length);
      assert.ok(password.length >= 20 && password.length <= 32);
      for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/]) assert.match(password, kind);
    }),
    { numRuns: 200 },
  );
  assert.ok(lengths.size > 8);
});

test('a seed is 20 characters and gives the same codes raw and as Base32', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const { raw, base32 } = createVault(key).otpSeed('s');
      assert.match(raw.reveal(), /^[A-Za-z0-9]{20}$/);
      assert.deepEqual(Buffer.from(OTPAuth.Secret.fromBase32(base32.reveal()).bytes), Buffer.from(raw.reveal()));
    }),
  );
});

test('recovery codes are twelve times twelve of the alphabet without O and 0', () => {
  const codes = createVault(new Uint8Array(32))
    .recoveryCodes('r')
    .map((secret) => secret.reveal());
  assert.equal(new Set(codes).size, 12);
  for (const each of codes) assert.match(each, /^[A-NP-Z1-9]{12}$/);
});

test('names keep their stem and vary in length', () => {
  const names = new Set(
    Array.from({ length: 40 }, (_, at) => createVault(new Uint8Array(32).fill(at)).name('n', 'staff').reveal()),
  );
  for (const name of names) assert.match(name, /^staff-[a-z][a-z0-9]{9,17}$/);
  assert.ok(new Set([...names].map((name) => name.length)).size > 4);
});

test('a handle shows its slot however it is printed', () => {
  const secret = createVault(new Uint8Array(32)).password('staff/1/password');
  const shown = '[secret:staff/1/password]';
  assert.equal(String(secret), shown);
  assert.equal(`${secret}`, shown);
  assert.equal(JSON.stringify({ secret }), JSON.stringify({ secret: shown }));
  assert.equal(inspect(secret), shown);
  const prints = [
    inspect(secret, { customInspect: false, showHidden: true }),
    JSON.stringify(structuredClone(secret)),
    JSON.stringify({ ...secret }),
  ];
  for (const print of prints) assert.ok(!print.includes(secret.reveal()));
});

test('everything made or registered is known, once', () => {
  const vault = createVault(new Uint8Array(32));
  const minted = vault.register('staff/1/code', 'f0a1b2c3-d4e5');
  vault.register('staff/1/again', minted.reveal());
  vault.registerOtp('staff/1/otp', '493817');
  vault.password('p');
  vault.password('p');
  assert.deepEqual(
    vault.known().map(({ slot }) => slot),
    ['staff/1/code', 'staff/1/otp', 'p'],
  );
});

test('weak values are refused, and the refusal does not quote them', () => {
  const vault = createVault(new Uint8Array(32), ['Mobile Authenticator Setup']);
  for (const value of [
    'Login',
    'a',
    '123456',
    'aaaaaaaaaaaa',
    'authenticator',
    'Mobile  authenticator',
    '- - - - - - - -',
    '',
  ]) {
    assert.throws(
      () => vault.register('x', value),
      (error) => code('secret-weak')(error) && (value.length < 3 || !String(error).includes(`"${value}"`)),
      value,
    );
  }
  assert.throws(() => vault.registerOtp('x', '12ab56'), code('secret-weak'));
  assert.deepEqual(vault.known(), []);
});

test('bad keys and slots are refused', () => {
  assert.throws(() => createVault(new Uint8Array(16)), code('bad-option'));
  assert.throws(() => parseRunKey('abc'), code('bad-option'));
  assert.equal(parseRunKey('07'.repeat(32)).length, 32);
  assert.throws(() => createVault(new Uint8Array(32)).password('My Slot'), code('bad-option'));
});
