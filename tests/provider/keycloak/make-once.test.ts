import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lockNow, makeOnce } from '../../../src/provider/keycloak/make-once.ts';
import { startedAt } from '../../../src/provider/keycloak/process-start.ts';

const root = await mkdtemp(join(tmpdir(), 'flowproof-make-once-'));
after(() => rm(root, { recursive: true, force: true }));

const MODULE = fileURLToPath(new URL('../../../src/provider/keycloak/make-once.ts', import.meta.url));

test('of several processes one makes the folder, and all get it whole', async () => {
  const target = join(root, 'shared', 'folder');
  const made = join(root, 'made');
  await mkdir(made);
  const script = `
    import { lockNow, makeOnce } from ${JSON.stringify(MODULE)};
    import { readFile, writeFile } from 'node:fs/promises';
    await makeOnce(${JSON.stringify(target)}, async (folder) => {
      await writeFile(${JSON.stringify(`${made}/`)} + process.pid, '');
      await writeFile(folder + '/first', '');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await writeFile(folder + '/last', 'whole');
    });
    if ((await readFile(${JSON.stringify(join(target, 'last'))}, 'utf8')) !== 'whole') process.exit(1);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const statuses = await Promise.all([1, 2, 3].map(async () => (await once(spawn(process.execPath, args), 'exit'))[0]));
  assert.deepEqual(statuses, [0, 0, 0]);
  assert.equal((await readdir(made)).length, 1);
  assert.deepEqual(await readdir(join(root, 'shared')), ['folder']);
});

test('what fails leaves neither folder nor lock, and the next one may try again', async () => {
  const target = join(root, 'failing', 'folder');
  const failing = makeOnce(target, async (folder) => {
    await writeFile(join(folder, 'half'), '');
    throw new Error('broken');
  });
  await assert.rejects(failing, /broken/);
  assert.deepEqual(await readdir(join(root, 'failing')), []);
  await makeOnce(target, (folder) => writeFile(join(folder, 'whole'), ''));
  assert.deepEqual(await readdir(target), ['whole']);
});

test('the lock and the half-made folder of a dead process are cleared away', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const target = join(root, 'dead', 'folder');
  await mkdir(`${target}.lock`, { recursive: true });
  await writeFile(join(`${target}.lock`, 'owner'), `${dead.pid}\nsome time`);
  await mkdir(`${target}.1-aa.part`);
  await makeOnce(target, (folder) => writeFile(join(folder, 'x'), 'made'));
  assert.equal(await readFile(join(target, 'x'), 'utf8'), 'made');
  assert.deepEqual(await readdir(join(root, 'dead')), ['folder']);
});

test('waiting for a living owner ends with the signal', async () => {
  const target = join(root, 'alive', 'folder');
  await mkdir(`${target}.lock`, { recursive: true });
  await writeFile(join(`${target}.lock`, 'owner'), `${process.pid}\n${await startedAt(process.pid)}`);
  const control = new AbortController();
  const waiting = makeOnce(target, async () => {}, control.signal);
  await delay(50);
  control.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
});

/** A lock that a process left which is dead by now. */
async function staleLock(name: string): Promise<string> {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const lock = join(root, name, 'lock');
  await mkdir(lock, { recursive: true });
  await writeFile(join(lock, 'owner'), `${dead.pid}\nsome time`);
  return lock;
}

test('of many that find the lock of a dead process at once, one gets it', async () => {
  for (let round = 0; round < 20; round += 1) {
    const lock = await staleLock(`stale-${round}`);
    const late = async (_: unknown, turn: number) => delay(turn / 4).then(() => lockNow(lock));
    const releases = await Promise.all(Array.from({ length: 24 }, late));
    assert.equal(releases.filter(Boolean).length, 1);
    assert.equal(await lockNow(lock), undefined);
    await releases.find(Boolean)?.();
    assert.deepEqual(await readdir(join(root, `stale-${round}`)), []);
  }
});

test('what frees a lock leaves that of another owner alone', async () => {
  const lock = join(root, 'other', 'lock');
  await mkdir(join(root, 'other'));
  const release = await lockNow(lock);
  await writeFile(join(lock, 'owner'), 'somebody else');
  await release?.();
  assert.equal(await readFile(join(lock, 'owner'), 'utf8'), 'somebody else');
});
