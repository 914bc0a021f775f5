import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from 'otpauth';
import { groupRecoveryCode } from '../../src/redaction/derive.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { createScrub, WITHHELD } from '../../src/redaction/text.ts';

const runKey = new Uint8Array(32).fill(7);

/** Every way in which a value is written down somewhere. */
const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  'upper case': (value) => value.toUpperCase(),
  'percent encoded': encodeURIComponent,
  'percent encoded twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  'every byte percent encoded': (value) => Buffer.from(value).toString('hex').replace(/../g, '%$&'),
  'form encoded': (value) => new URLSearchParams({ value }).toString().slice('value='.length),
  json: (value) => JSON.stringify(value),
  'json twice': (value) => JSON.stringify(JSON.stringify(value)),
  'script escapes': (value) => [...value].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'html entities': (value) => value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`),
  'every character an entity': (value) => [...value].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join(''),
  hex: (value) => Buffer.from(value).toString('hex'),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64 at 1': (value) => Buffer.from(`u:${value}`.slice(1)).toString('base64'),
  'base64 at 2': (value) => Buffer.from(`ab${value}z`).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 twice': (value) => Buffer.from(Buffer.from(value).toString('base64')).toString('base64'),
  base32: (value) => Secret.fromUTF8(value).base32,
  'base32 in groups': (value) => Secret.fromUTF8(value).base32.toLowerCase().replace(/.{4}/g, '$& '),
  'no-break groups': (value) => value.replace(/.{4}/g, '$&\u00a0'),
  'dashes between': (value) => [...value].join('-'),
  'terminal colours inside': (value) => `${value.slice(0, 3)}\u001b[7m${value.slice(3, 5)}\u001b[27m${value.slice(5)}`,
  'zero width inside': (value) => [...value].join('\u200b'),
  'a list of characters': (value) => JSON.stringify([...value]),
  'commas between': (value) => [...value].join(','),
  'points between': (value) => [...value].join('.'),
  'a tag around each character': (value) =>
    [...value.replace(/[<>]/g, '')].map((c) => `<i class="x">${c}</i>`).join(' '),
  'a list of bytes': (value) => JSON.stringify([...Buffer.from(value)]),
  'a list of hexadecimal bytes': (value) => [...Buffer.from(value)].map((byte) => `0x${byte.toString(16)}`).join(', '),
  'hexadecimal bytes with colons': (value) =>
    Buffer.from(value)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:'),
  'a typed array in JSON': (value) => JSON.stringify(new Uint8Array(Buffer.from(value))),
  'UTF-16 in Base64': (value) => Buffer.from(value, 'utf16le').toString('base64'),
  'big-endian UTF-16 in Base64': (value) => Buffer.from(value, 'utf16le').swap16().toString('base64'),
  'every byte quoted-printable': (value) => Buffer.from(value).toString('hex').toUpperCase().replace(/../g, '=$&'),
  'a soft line break inside': (value) => `${value.slice(0, 6)}=\r\n${value.slice(6)}`,
  'quoted-printable': (value) => value.replaceAll('=', '=3D'),
  'from back to front': (value) => [...value].reverse().join(''),
  'a digest in Base64': (value) => createHash('sha256').update(value).digest('base64'),
  fullwidth: (value) => value.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
};

/** Random enough to be a secret: the vault refuses the rest. */
const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 }).chain((key) => {
  const vault = createVault(key);
  return fc.constantFrom(
    vault.password('p').reveal(),
    vault.otpSeed('s').raw.reveal(),
    vault.name('n', 'persona').reveal(),
  );
});
const surroundings = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', ' ', '%', '\\', '&#', '"value":"', 'https://host/?code=', '\u001b[', 'x', '\n'),
);

for (const [name, encode] of Object.entries(ENCODINGS)) {
  test(`no secret survives: ${name}`, () => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
        // An escape sequence cut off right before the value would take the value's first letter as its own end.
        fc.pre(!(name.startsWith('terminal') && before.includes('\u001b[')));
        const scrub = createScrub([{ slot: 'a', value: secret }]);
        const scrubbed = scrub(before + encode(secret) + after);
        assert.ok(
          scrubbed.includes('[secret:a]') ||
            scrubbed.includes('[redacted:') ||
            scrubbed.includes('[origin]') ||
            scrubbed === WITHHELD,
        );
        for (const other of Object.values(ENCODINGS)) assert.ok(!scrubbed.includes(other(secret)));
      }),
      { numRuns: 60, examples: [['b9=b=~TFdPjpe8kHz5MyZdlo!3=', '%', '']] },
    );
  });
}

test('text without secrets comes back unchanged', () => {
  const vault = createVault(runKey);
  for (let n = 0; n < 50; n += 1) vault.password(`p/${n}`);
  const scrub = createScrub(vault.known());
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      fc.pre(!/[@?&#]|otpauth|eyJ|https?:/i.test(text));
      assert.equal(scrub(text), text);
    }),
  );
});

test('a placeholder says the slot, and nothing of the length', () => {
  const scrub = createScrub([
    { slot: 'staff/password', value: 'Zebra9!Kilo#42x' },
    { slot: 'staff/otp', value: '493817' },
  ]);
  assert.equal(scrub('typed Zebra9!Kilo#42x, then 493817.'), 'typed [secret:staff/password], then [secret:staff/otp].');
});

test('one-time codes are found as tokens only', () => {
  const scrub = createScrub([{ slot: 'otp', value: '493817' }]);
  for (const text of ['sha 1a493817bc', 'order 1493817', 'order 4938170']) assert.equal(scrub(text), text);
  for (const text of [
    '493817',
    'code=493817&',
    'is 493 817 now',
    '"493817"',
    '٤٩٣٨١٧',
    '４９３８１７',
    '4️⃣9️⃣3️⃣8️⃣1️⃣7️⃣',
    'a%3D493817%26',
  ]) {
    assert.match(scrub(text), /\[secret:otp\]/, text);
  }
});

const SPREAD = [
  JSON.stringify([...'493817']),
  JSON.stringify(JSON.stringify([...'493817'])),
  '4,9,3,8,1,7',
  '4.9.3.8.1.7',
  '[4, 9, 3, 8, 1, 7]',
  [...'493817'].map((digit) => `<i>${digit}</i>`).join(''),
  [...'493817'].map((digit) => `&lt;i class=&quot;tile&quot;&gt;${digit}&lt;/i&gt;`).join('\n'),
  [...'493817'].map((digit, at) => `<i>${' '.repeat(at)}${digit}</i>`).join('\n'),
  [...'493817'].map((digit) => `  - listitem: "${digit}"`).join('\n'),
  JSON.stringify([...Buffer.from('493817')]),
];
for (const text of SPREAD) {
  test(`a code in tiles is found: ${text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
    const scrub = createScrub([{ slot: 'otp', value: '493817' }]);
    const clean = scrub(`the code: ${text} was typed`);
    assert.match(clean, /\[secret:otp\]/);
    assert.doesNotMatch(clean, /4[^\d]+9[^\d]+3/);
  });
}

test('digits that stand apart in other ways are left alone', () => {
  const scrub = createScrub([{ slot: 'otp', value: '493817' }]);
  for (const text of ['4,9,3,8,1', '4,9.3,8.1,7', '14,9,3,8,1,72', '[0,4,9,3,8,1,7,5,5]', '49,38,17', '7,1,8,3,9,4'])
    assert.equal(scrub(text), text);
});

test('recovery codes are found with and without their dashes', () => {
  const vault = createVault(runKey);
  const [first] = vault.recoveryCodes('staff/1/recovery');
  assert.ok(first);
  const scrub = createScrub(vault.known());
  const shown = groupRecoveryCode(first.reveal());
  assert.match(shown, /^[A-Z1-9]{4}-[A-Z1-9]{4}-[A-Z1-9]{4}$/);
  assert.equal(scrub(`1: ${shown}`), '1: [secret:staff/1/recovery]');
  assert.equal(scrub(`1: ${first.reveal().toLowerCase()}`), '1: [secret:staff/1/recovery]');
});

test('digests of a known value are found, other digests are not', () => {
  const scrub = createScrub([{ slot: 'otp', value: '493817' }]);
  const digest = (text: string) => `sha256 ${createHash('sha256').update(text).digest('hex')}`;
  assert.equal(scrub(digest('493817')), 'sha256 [secret:otp]');
  assert.equal(scrub(digest('493818')), digest('493818'));
});

test('a clean megabyte comes back unchanged beside hundreds of values', () => {
  const vault = createVault(runKey);
  for (let n = 0; n < 300; n += 1) vault.password(`p/${n}`);
  const scrub = createScrub(vault.known());
  const text = 'at Object.<anonymous> (tests/login.spec.ts:12:5) expected 3 received 4\n'.repeat(15_000);
  assert.equal(scrub(text), text);
});
