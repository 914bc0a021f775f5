import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { bag, bytesOf } from '../../src/evidence/bag.ts';
import { checkPacketFolder, writePacket } from '../../src/evidence/write-packet.ts';
import { Problem } from '../../src/problem.ts';

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'flowproof-write-'));
});
afterEach(() => rmSync(place, { recursive: true }));

function packet(text: string): Map<string, Uint8Array> {
  return bag(new Map([['data/summary.json', bytesOf(text)]]), new Map([['index.html', bytesOf('')]]));
}

function unwritable(part: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === 'output-unwritable' && part.test(error.message);
}

test('a packet is written into a new place, and nothing is left beside it', async () => {
  const target = join(place, 'deep', 'uat-packet');
  await writePacket(target, packet('{}'));
  assert.equal(readFileSync(join(target, 'data/summary.json'), 'utf8'), '{}');
  assert.deepEqual(readdirSync(join(place, 'deep')), ['uat-packet']);
  assert.equal(statSync(join(target, 'index.html')).mode & 0o133, 0);
});

test('an empty folder and an earlier packet are replaced whole', async () => {
  const target = join(place, 'uat-packet');
  mkdirSync(target);
  await writePacket(target, new Map([...packet('1'), ['data/old.txt', bytesOf('')]]));
  await writePacket(target, packet('2'));
  assert.equal(readFileSync(join(target, 'data/summary.json'), 'utf8'), '2');
  assert.equal(existsSync(join(target, 'data/old.txt')), false);
  assert.deepEqual(readdirSync(place), ['uat-packet']);
});

test('a foreign folder is refused and stays as it was', async () => {
  const target = join(place, 'photos');
  mkdirSync(target);
  writeFileSync(join(target, 'bagit.txt'), 'BagIt-Version: 1.0\n');
  writeFileSync(join(target, 'holiday.jpg'), '');
  await assert.rejects(
    writePacket(target, packet('{}')),
    unwritable(/holds files that are no packet[\s\S]*next: Name another folder/),
  );
  assert.deepEqual(readdirSync(target), ['bagit.txt', 'holiday.jpg']);
});

test('a file and a link at the place are refused', async () => {
  writeFileSync(join(place, 'file'), '');
  symlinkSync(place, join(place, 'link'));
  await assert.rejects(writePacket(join(place, 'file'), packet('{}')), unwritable(/is not a folder/));
  await assert.rejects(writePacket(join(place, 'link'), packet('{}')), unwritable(/is not a folder/));
});

test('a place that cannot be written is a problem that says what to do', async () => {
  writeFileSync(join(place, 'file'), '');
  await assert.rejects(
    writePacket(join(place, 'file', 'uat-packet'), packet('{}')),
    unwritable(/ENOTDIR[\s\S]*permissions/),
  );
  await assert.rejects(writePacket('/proc/flowproof/uat-packet', packet('{}')), unwritable(/next:/));
});

test('when writing fails half-way, the earlier packet stays and nothing is left beside it', async () => {
  const target = join(place, 'uat-packet');
  await writePacket(target, packet('1'));
  const clash = new Map([...packet('2'), ['data/a', bytesOf('')], ['data/a/b', bytesOf('')]]);
  await assert.rejects(writePacket(target, clash), unwritable(/EEXIST|ENOTDIR|EISDIR/));
  assert.equal(readFileSync(join(target, 'data/summary.json'), 'utf8'), '1');
  assert.deepEqual(readdirSync(place), ['uat-packet']);
});

test('whoever looks while packets are swapped sees a whole one or none', async () => {
  const target = join(place, 'uat-packet');
  const big = 'x'.repeat(200_000);
  const seen = new Set<string>();
  let done = false;
  const look = async () => {
    while (!done) {
      seen.add(lookAt(target, big.length));
      await new Promise((resume) => setImmediate(resume));
    }
  };
  const looking = look();
  try {
    for (let round = 0; round < 12; round += 1)
      await writePacket(target, packet(`${round}${big}`.slice(0, big.length)));
  } finally {
    done = true;
    await looking;
  }
  assert.ok(seen.has('whole'));
  assert.equal(seen.has('half'), false);
});

/** What one look shows; `moved` when another packet took the place while we looked. */
function lookAt(target: string, length: number): string {
  const before = inodeOf(target);
  const names = existsSync(target) ? tryTo(() => readdirSync(target).length, 0) : 0;
  const size = tryTo(() => statSync(join(target, 'data/summary.json')).size, 0);
  if (before !== inodeOf(target)) return 'moved';
  return before === 0 ? 'none' : names === 6 && size === length ? 'whole' : 'half';
}

function inodeOf(path: string): number {
  return tryTo(() => statSync(path).ino, 0);
}

function tryTo<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

test('a place can be checked before a run, and the check changes nothing', async () => {
  const foreign = join(place, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'thesis.txt'), 'mine');
  await assert.rejects(checkPacketFolder(foreign), unwritable(/no packet/));
  await assert.rejects(checkPacketFolder(join(foreign, 'thesis.txt')), unwritable(/not a folder/));
  await checkPacketFolder(join(place, 'deep', 'uat-packet'));
  assert.deepEqual(readdirSync(place), ['foreign']);
});
