import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { lockPacket } from '../../src/run/proof-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'flowproof-lock-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('a second proof into the same folder is refused until the first is over', async () => {
  const packet = join(root, 'packet');
  const release = await lockPacket(packet);
  await assert.rejects(lockPacket(packet), { code: 'bad-option', message: /another proof is being made/ });
  await release();
  await (await lockPacket(packet))();
  assert.deepEqual(readdirSync(root), []);
});

test('two folders do not stand in each other’s way', async () => {
  const releases = await Promise.all([lockPacket(join(root, 'one')), lockPacket(join(root, 'two'))]);
  await Promise.all(releases.map((release) => release()));
});

test('the lock of a process that has ended is taken over', async () => {
  const lock = join(root, '.packet.proof-lock');
  mkdirSync(lock);
  writeFileSync(join(lock, 'owner'), '1\nanother boot 1');
  await (await lockPacket(join(root, 'packet')))();
});

test('a folder that does not exist yet can be kept as well', async () => {
  await (await lockPacket(join(root, 'not', 'yet', 'packet')))();
});
