import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createVault } from '../../src/redaction/secret.ts';
import { guardErrors } from '../../src/run/guard-errors.ts';
import { scrubDeep } from '../../src/run/guard-messages.ts';
import { liveScrub } from '../../src/run/live-scrub.ts';

const SECRET = 'correct-horse-battery';
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
  const picture = { name: 'shot', contentType: 'image/png', body: base64(SECRET) };
  assert.deepEqual(scrubDeep(picture, hide), picture);
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
