import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { auditFiles } from '../../src/redaction/audit.ts';

const value = 'Zebra9!Kilo#42x';
const known = [
  { slot: 'staff/password', value },
  { slot: 'staff/otp', value: '493817' },
];
const text = Buffer.from(`{"typed":"${value}"}`);
const rules = (bytes: Uint8Array, path = 'a') =>
  auditFiles([{ path, bytes }], known).map(({ rule, at }) => `${rule} ${at}`);
const leak = (at: string) => [`secret-in-evidence ${at}`];

const pngWith = async (name: string, body: Buffer) => {
  const png = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)]);
  chunk.writeUInt32BE(body.length);
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
};

/** Ways to hide a value in a file, and where the audit must say that it is. */
const HIDDEN: Readonly<Record<string, readonly [() => Uint8Array | Promise<Uint8Array>, string]>> = {
  text: [() => text, 'a'],
  gzip: [() => gzipSync(text), 'a#gzip'],
  zlib: [() => deflateSync(text), 'a#zlib'],
  zip: [() => zipSync({ 'b/c.json': text }), 'a!b/c.json'],
  'stored zip': [() => zipSync({ c: text }, { level: 0 }), 'a!c'],
  'zip in zip': [() => zipSync({ z: zipSync({ c: gzipSync(text) }) }), 'a!z!c#gzip'],
  'data URI': [
    () =>
      Buffer.from(`<img src="data:application/zip;base64,${Buffer.from(zipSync({ c: text })).toString('base64')}">`),
    'a#base64!c',
  ],
  'bare base64 of a zip': [
    () => Buffer.from(`window.x = "${Buffer.from(zipSync({ c: text })).toString('base64')}"`),
    'a#base64!c',
  ],
  'UTF-16': [() => Buffer.from(text.toString(), 'utf16le'), 'a'],
  'char by char': [() => Buffer.from(JSON.stringify([...value].map((c) => `&#${c.charCodeAt(0)};`).join(''))), 'a'],
  'PNG text': [() => pngWith('tEXt', Buffer.from(`Title\0${value}`)), 'a'],
  'PNG compressed text': [
    () => pngWith('zTXt', Buffer.concat([Buffer.from('Title\0\0'), deflateSync(value)])),
    'a#zTXt',
  ],
  'PNG compressed international text': [
    () => pngWith('iTXt', Buffer.concat([Buffer.from('Title\0\x01\0en\0T\0'), deflateSync(value)])),
    'a#iTXt',
  ],
};

for (const [name, [hide, at]] of Object.entries(HIDDEN)) {
  test(`a value is found in ${name}`, async () => {
    const findings = rules(await hide());
    assert.ok(findings.includes(`secret-in-evidence ${at}`), findings.join());
  });
}

test('findings never quote a value, in names neither', () => {
  const findings = auditFiles([{ path: `shots/${value}.png`, bytes: zipSync({ [`m-${value}`]: text }) }], known);
  assert.ok(findings.length >= 3);
  assert.doesNotMatch(JSON.stringify(findings), /zebra9/i);
  assert.deepEqual(new Set(findings.map(({ severity }) => severity)), new Set(['error']));
});

test('clean files have no findings', async () => {
  const clean = Buffer.from('nothing here 2026-11-21T10:29:46 id 1493817');
  const files = [clean, gzipSync(clean), zipSync({ c: clean }), await pngWith('pHYs', Buffer.alloc(9))];
  assert.deepEqual(
    auditFiles(
      files.map((bytes, at) => ({ path: `f${at}`, bytes })),
      known,
    ),
    [],
  );
});

test('one-time codes are found as tokens', () => {
  assert.deepEqual(rules(Buffer.from('otp=493817')), leak('a'));
  assert.deepEqual(rules(Buffer.from('ab493817cd')), []);
});

test('what cannot be opened is a finding', () => {
  const zip = Buffer.from(zipSync({ c: Buffer.from('x'.repeat(500)) }));
  assert.deepEqual(rules(zip.subarray(0, 40)), ['evidence-unread a']);
  let deep: Uint8Array = Buffer.from('x');
  for (let n = 0; n < 9; n += 1) deep = zipSync({ c: deep });
  assert.match(rules(deep).join(), /evidence-unread/);
});

test('a bomb is not unfolded', () => {
  const bomb = gzipSync(Buffer.alloc(220 * 1024 * 1024));
  assert.deepEqual(rules(bomb), ['evidence-unread a']);
});
