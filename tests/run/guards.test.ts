import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { TestInfo } from '@playwright/test';
import { createVault } from '../../src/redaction/secret.ts';
import { guardAttachments } from '../../src/run/guard-attachments.ts';
import { guardErrors } from '../../src/run/guard-errors.ts';
import { scrubDeep } from '../../src/run/guard-messages.ts';
import { liveScrub } from '../../src/run/live-scrub.ts';
import { ownPicture } from '../../src/run/own-pictures.ts';

const SECRET = 'correct-horse-battery';
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const hide = (text: string): string => text.replaceAll(SECRET, '[hidden]');
const folder = mkdtempSync(join(tmpdir(), 'guards-'));
after(() => rmSync(folder, { recursive: true }));
const source = (name: string): string => new URL(`../../src/run/${name}.ts`, import.meta.url).href;

test('texts are scrubbed however deep, and what tells a place is kept', () => {
  const message = {
    testId: SECRET,
    location: { file: SECRET },
    title: `types ${SECRET}`,
    errors: [{ message: SECRET, cause: { message: SECRET } }],
    params: { value: SECRET, count: 3, on: true, nothing: null },
  };
  assert.deepEqual(scrubDeep(message, hide), {
    testId: SECRET,
    location: { file: SECRET },
    title: 'types [hidden]',
    errors: [{ message: '[hidden]', cause: { message: '[hidden]' } }],
    params: { value: '[hidden]', count: 3, on: true, nothing: null },
  });
  assert.equal(message.title, `types ${SECRET}`, 'the original is left alone');
});

test('attached texts are scrubbed, pictures are not touched', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const note = { name: 'note', contentType: 'text/plain', body: base64(`noted ${SECRET}`) };
  assert.deepEqual(scrubDeep(note, hide), { ...note, body: base64('noted [hidden]') });
  const bytes = { name: 'bytes', contentType: 'application/octet-stream', body: base64(SECRET) };
  assert.deepEqual(scrubDeep(bytes, hide), { ...bytes, body: base64('[hidden]') });
  const picture = { name: 'shot', contentType: 'image/png', body: ownPicture(PNG).toString('base64') };
  assert.deepEqual(scrubDeep(picture, hide), picture);
});

test('a picture that no camera of ours took is not told', () => {
  const foreign = Buffer.concat([PNG, Buffer.of(1)]).toString('base64');
  for (const contentType of ['image/png', 'application/octet-stream']) {
    const told = JSON.stringify(scrubDeep({ name: 'shot', contentType, body: foreign }, hide));
    assert.ok(!told.includes(foreign));
    assert.ok(told.includes('text/plain'));
  }
});

test('of a file with a hidden value a text is told; copies are redacted where they lie', () => {
  const own = join(folder, 'own.txt');
  writeFileSync(own, SECRET);
  const told = scrubDeep({ name: 'own', contentType: 'application/octet-stream', path: own }, hide);
  assert.deepEqual(told, {
    name: 'own',
    contentType: 'application/octet-stream',
    path: undefined,
    body: Buffer.from('[hidden]').toString('base64'),
  });
  assert.equal(readFileSync(own, 'utf8'), SECRET, 'a file of the test is its own');
  const copies = join(folder, 'attachments');
  mkdirSync(copies);
  writeFileSync(join(copies, `${SECRET}-${'0'.repeat(40)}.txt`), SECRET);
  const path = join(copies, `${SECRET}-${'0'.repeat(40)}.txt`);
  const clean = join(copies, `-hidden--${'0'.repeat(40)}.txt`);
  assert.deepEqual(scrubDeep({ name: 'copy', contentType: 'text/plain', path }, hide), {
    name: 'copy',
    contentType: 'text/plain',
    path: clean,
  });
  assert.equal(readFileSync(clean, 'utf8'), '[hidden]');
});

test('a picture by path is not told, and its copy is gone', () => {
  const foreign = Buffer.concat([PNG, Buffer.of(3)]);
  const copies = join(folder, 'pictures', 'attachments');
  mkdirSync(copies, { recursive: true });
  const copy = join(copies, `shot-${'1'.repeat(40)}.png`);
  const own = join(folder, 'shot-actual.png');
  for (const path of [copy, own]) {
    writeFileSync(path, foreign);
    const told = JSON.stringify(scrubDeep({ name: 'shot', contentType: 'image/png', path }, hide));
    assert.ok(!told.includes(path) && told.includes('text/plain'));
  }
  assert.deepEqual([existsSync(copy), existsSync(own)], [false, true]);
});

/** What a test attached, as it reaches Playwright. */
async function attached(...given: Parameters<TestInfo['attach']>): Promise<unknown[]> {
  const seen: unknown[] = [];
  const info: Pick<TestInfo, 'attach'> = { attach: async (...args) => void seen.push(...args) };
  guardAttachments(info, hide);
  await info.attach(...given);
  return seen;
}

test('what is attached is clean before Playwright copies it', async () => {
  const path = join(folder, 'note.json');
  writeFileSync(path, JSON.stringify({ value: SECRET }));
  assert.deepEqual(await attached(`named ${SECRET}`, { body: 'x' }), ['named [hidden]', { body: 'x' }]);
  assert.deepEqual(await attached('file', { path }), [
    'file',
    { body: Buffer.from('{"value":"[hidden]"}'), contentType: 'application/json' },
  ]);
  const bytes = { body: Buffer.from(SECRET), contentType: 'application/octet-stream' };
  assert.deepEqual(await attached('bytes', bytes), ['bytes', { ...bytes, body: Buffer.from('[hidden]') }]);
});

test('what holds nothing is attached as it is, and mistakes are left to Playwright', async () => {
  const path = join(folder, 'plain.bin');
  writeFileSync(path, Buffer.of(0, 1, 2));
  for (const options of [{ path }, { path: '/nowhere' }, {}, { body: ownPicture(PNG), contentType: 'image/png' }])
    assert.deepEqual(await attached('as it is', options), ['as it is', options]);
});

test('a picture of the test is refused, and the message names the fixture', async () => {
  const path = join(folder, 'shot');
  const foreign = Buffer.concat([PNG, Buffer.of(2)]);
  writeFileSync(path, foreign);
  for (const options of [{ body: foreign }, { body: foreign, contentType: 'image/png' }, { path }])
    await assert.rejects(attached('shot', options), /picture[\s\S]*fixture "evidence"/);
});

test('a process tells its parent nothing that is hidden, and only events are changed', async () => {
  const script = join(folder, 'child.ts');
  writeFileSync(
    script,
    `import { guardMessages } from '${source('guard-messages')}';
guardMessages((text) => text.replaceAll('${SECRET}', '[hidden]'));
process.send?.({ method: '__dispatch__', params: { title: '${SECRET}' } });
process.send?.({ method: '__env_produced__', params: [['NAME', '${SECRET}']] });`,
  );
  const child = fork(script, { execArgv: ['--import', 'tsx'] });
  const messages: unknown[] = [];
  child.on('message', (message) => messages.push(message));
  await once(child, 'exit');
  assert.deepEqual(messages, [
    { method: '__dispatch__', params: { title: '[hidden]' } },
    { method: '__env_produced__', params: [['NAME', SECRET]] },
  ]);
});

test('a process prints nothing that is hidden, as text or as bytes', () => {
  const script = join(folder, 'prints.ts');
  writeFileSync(
    script,
    `import { guardOutput } from '${source('guard-output')}';
guardOutput((text) => text.replaceAll('${SECRET}', '[hidden]'));
console.log('${SECRET}', { nested: ['${SECRET}'] });
process.stdout.write(Buffer.from('${SECRET}'));`,
  );
  const output = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
  assert.equal(output, "[hidden] { nested: [ '[hidden]' ] }\n[hidden]");
});

const PIECES: readonly (readonly [string, string, string])[] = [
  ['two writes', `process.stdout.write('key corr'); process.stdout.write('ect-horse-battery.\\n');`, 'key [hidden].\n'],
  [
    'two writes of bytes',
    `const all = Buffer.from('é${SECRET}'); for (const one of all) process.stdout.write(Buffer.of(one));`,
    'é[hidden]',
  ],
  [
    'a very long line',
    `process.stdout.write('x'.repeat(66000) + 'correct-horse'); process.stdout.write('-battery');`,
    `${'x'.repeat(66000)}[hidden]`,
  ],
  ['an encoding', `process.stdout.write('${Buffer.from(SECRET).toString('hex')}', 'hex');`, '[hidden]'],
  [
    'a callback',
    `process.stdout.write('a', () => process.stdout.write('b', 'utf8', () => process.stdout.write('c')));`,
    'abc',
  ],
];

for (const [name, writes, printed] of PIECES) {
  test(`nothing hidden is printed in pieces: ${name}`, () => {
    const script = join(folder, 'pieces.ts');
    writeFileSync(
      script,
      `import { guardOutput } from '${source('guard-output')}';
guardOutput((text) => text.replaceAll('${SECRET}', '[hidden]'));
${writes}`,
    );
    assert.equal(execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' }), printed);
  });
}

test('an error is clean from the moment it is noted', () => {
  const errors: { message?: string }[] = [];
  guardErrors(errors, hide);
  assert.equal(errors.push({ message: SECRET }, { message: 'other' }), 2);
  assert.deepEqual([...errors], [{ message: '[hidden]' }, { message: 'other' }]);
  assert.deepEqual(Object.keys(errors), ['0', '1']);
});

test('a value is hidden as soon as it is known', () => {
  const vault = createVault(Buffer.from('4e'.repeat(32), 'hex'));
  const scrub = liveScrub(vault);
  assert.equal(scrub(SECRET), SECRET);
  vault.register('late', SECRET);
  assert.equal(scrub(SECRET), '[secret:late]');
});
