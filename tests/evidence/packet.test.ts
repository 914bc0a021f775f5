import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPacket, type PacketInput } from '../../src/evidence/packet.ts';
import { sha256Of } from '../../src/evidence/picture-files.ts';
import { writePacket } from '../../src/evidence/write-packet.ts';
import { blockedSummary } from './sample-blocked.ts';
import { samplePacket } from './sample-packet.ts';

const VOLATILE = ['bag-info.txt', 'data/run.json', 'index.html', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'];
const folder = mkdtempSync(join(tmpdir(), 'flowproof-bag-'));
let input: PacketInput;

before(async () => {
  input = await samplePacket(blockedSummary());
});
after(() => rmSync(folder, { recursive: true }));

function digests(given: PacketInput): Record<string, string> {
  return Object.fromEntries([...buildPacket(given)].map(([path, bytes]) => [path, sha256Of(bytes)]));
}

test('the packet holds what the design lists, and nothing else', () => {
  const pictures = [...input.pictures.keys()];
  const expected = [
    'bag-info.txt',
    'bagit.txt',
    ...pictures,
    'data/failure-classification.jsonl',
    'data/failure-classification.md',
    'data/findings.jsonl',
    'data/flows/contracts/mfa-rollout.yaml',
    'data/flows/matrix.yaml',
    'data/run.json',
    'data/summary.json',
    'data/views/ctrf.json',
    'data/views/junit.xml',
    'index.html',
    'manifest-sha256.txt',
    'tagmanifest-sha256.txt',
  ];
  assert.deepEqual([...buildPacket(input).keys()], expected.sort());
  assert.ok(pictures.length >= 8);
});

test('sha256sum verifies it, and notices one changed byte', async () => {
  const target = join(folder, 'packet');
  const check = (name: string) => execFileSync('sha256sum', ['-c', '--strict', name], { cwd: target, stdio: 'pipe' });
  const files = buildPacket(input);
  await writePacket(target, files);
  assert.match(String(check('tagmanifest-sha256.txt')), /^index\.html: OK$/m);
  assert.match(String(check('manifest-sha256.txt')), /^data\/summary\.json: OK$/m);
  await writePacket(target, new Map([...files, ['data/summary.json', new Uint8Array([123, 125])]]));
  assert.throws(() => check('manifest-sha256.txt'));
});

test('every file but the two manifests that cannot hold themselves is covered by one line', () => {
  const files = buildPacket(input);
  const text = (name: string) => new TextDecoder().decode(files.get(name));
  const lines = `${text('manifest-sha256.txt')}${text('tagmanifest-sha256.txt')}`.trimEnd().split('\n');
  const covered = lines.map((line) => /^[0-9a-f]{64} {2}(\S+)$/.exec(line)?.[1]);
  assert.deepEqual(covered.sort(), [...files.keys()].filter((name) => name !== 'tagmanifest-sha256.txt').sort());
  assert.deepEqual(
    text('manifest-sha256.txt')
      .split('\n')
      .map((line) => line.slice(66)),
    [...files.keys()].filter((name) => name.startsWith('data/')).concat(''),
  );
});

test('bag-info states the size of the payload and no date', () => {
  const files = buildPacket(input);
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const info = new TextDecoder().decode(files.get('bag-info.txt'));
  assert.equal(
    info,
    `Bag-Software-Agent: flowproof\nFlowproof-Packet-Version: 1\nPayload-Oxum: ${octets}.${payload.length}\n`,
  );
});

test('the bytes of summary.json are those that were given', () => {
  const bytes = buildPacket({ ...input, summary_json: new Uint8Array([9]) }).get('data/summary.json');
  assert.deepEqual(bytes, new Uint8Array([9]));
});

test('another run with equal results changes only what is volatile', () => {
  const first = digests(input);
  const run = { ...input.run, packet_id: 'other', started_at: '2027-01-01T00:00:00Z', duration_ms: 1, locations: {} };
  const second = digests({ ...input, run });
  const changed = Object.keys(first).filter((path) => first[path] !== second[path]);
  assert.deepEqual(changed.sort(), VOLATILE);
});

test('order of keys, rows and maps has no say', () => {
  const { summary, run, pictures, flows } = input;
  const shuffled = {
    ...summary,
    flows: summary.flows.toReversed().map((flow) => ({ ...flow, cells: flow.cells.toReversed() })),
    tests: summary.tests.toReversed(),
    findings: summary.findings.toReversed(),
    not_tested: summary.not_tested.toReversed(),
  };
  const again = {
    ...input,
    summary: turned(shuffled),
    run: turned(run),
    pictures: new Map([...pictures].reverse()),
    flows: new Map([...flows].reverse()),
  };
  assert.deepEqual(digests(again), digests(input));
});

/** The same object with its keys the other way round, one level deep. */
function turned<T extends object>(value: T): T {
  return Object.assign(
    Object.create(Object.getPrototypeOf(value)),
    Object.fromEntries(Object.entries(value).reverse()),
  );
}

test('time zone and locale have no say', () => {
  const program = new URL('digest-packet.ts', import.meta.url).pathname;
  const places = [
    ['UTC', 'C'],
    ['Asia/Kolkata', 'tr_TR.UTF-8'],
    ['America/New_York', 'de_DE.UTF-8'],
  ] as const;
  const seen = places.map(([TZ, LC_ALL]) =>
    String(execFileSync(process.execPath, ['--import', 'tsx', program], { env: { ...process.env, TZ, LC_ALL } })),
  );
  assert.match(seen[0] ?? '', /^[0-9a-f]{64}$/);
  assert.equal(new Set(seen).size, 1);
});

test('names that differ only in case are refused', () => {
  const flows = new Map([
    ['Matrix.yaml', ''],
    ['matrix.yaml', ''],
  ]);
  assert.throws(() => buildPacket({ ...input, flows }), /upper and lower case/);
});
