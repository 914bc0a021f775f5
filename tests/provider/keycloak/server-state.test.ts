import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { down, running, status } from '../../../src/provider/keycloak/background-server.ts';
import { readState, runtimeFolder, writeState } from '../../../src/provider/keycloak/server-state.ts';

const root = await mkdtemp(join(tmpdir(), 'flowproof-state-'));
after(() => rm(root, { recursive: true, force: true }));

const state = {
  version: 1,
  keycloak: '26.7.3',
  port: 1,
  pid: process.pid,
  started: 'another time',
  username: 'root',
  password: 'the password',
} as const;

test('folder and file are for the user alone, and the state comes back', async () => {
  const folder = await runtimeFolder({ XDG_RUNTIME_DIR: root });
  await writeState(folder, state);
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(join(folder, 'keycloak.json'))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ['keycloak.json']);
  assert.deepEqual(await readState(folder), state);
});

test('a folder that others may enter, and a link, are refused', async () => {
  const open = join(root, 'open');
  await mkdir(join(open, 'flowproof'), { recursive: true });
  await chmod(join(open, 'flowproof'), 0o755);
  await assert.rejects(runtimeFolder({ XDG_RUNTIME_DIR: open }), { code: 'output-unwritable' });
  const linked = join(root, 'linked');
  await mkdir(linked);
  await symlink(root, join(linked, 'flowproof'));
  await assert.rejects(runtimeFolder({ XDG_RUNTIME_DIR: linked }), { code: 'output-unwritable' });
});

test('a file that is no state counts as none', async () => {
  const folder = await runtimeFolder({ XDG_RUNTIME_DIR: join(root, 'bad'), HOME: root });
  for (const text of ['{', '{"version":2}', '']) {
    await writeFile(join(folder, 'keycloak.json'), text);
    assert.equal(await readState(folder), undefined);
  }
});

test('an id that now belongs to another process is never ended, and its state is cleared', async () => {
  const env = { XDG_RUNTIME_DIR: join(root, 'reused') };
  const folder = await runtimeFolder(env);
  await writeState(folder, state);
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  assert.equal(await running(env), undefined);
  assert.deepEqual(await status({ log, env }), { state: 'stopped' });
  assert.equal(await down({ log, env }), false);
  assert.equal(await down({ log, env }), false);
  assert.deepEqual(lines, [
    'no server is running',
    'the server had already ended; what it left is removed',
    'no server was running',
  ]);
  assert.deepEqual(await readdir(folder), []);
});
