import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildPacket } from '../../src/evidence/packet.ts';
import { writePacket } from '../../src/evidence/write-packet.ts';
import { summarize } from '../../src/gate/summarize.ts';
import { summaryBytes } from '../../src/summary/summary-bytes.ts';
import type { RunFacts } from '../../src/summary/truth.ts';
import { sampleRun as runRecordOf } from '../evidence/sample-packet.ts';
import { passedTests, sampleRun } from '../summary/sample-run.ts';
import { folderWith, runCli } from './run-cli.ts';

/** A packet on disk. */
async function packet(change: Partial<RunFacts> = {}): Promise<string> {
  const facts = sampleRun(change);
  const summary = summarize(facts);
  const flows = new Map([['matrix.yaml', JSON.stringify(facts.matrix)]]);
  const run = { ...runRecordOf(summary), waivers: [] };
  const folder = join(folderWith({}), 'uat-packet');
  await writePacket(
    folder,
    buildPacket({ summary, summary_json: summaryBytes(summary), run, pictures: new Map(), flows }),
  );
  return folder;
}

test('a packet that is ready gives 0, one that is blocked 1', async () => {
  assert.equal((await runCli(['gate', await packet()])).code, 0);
  const { code, stdout } = await runCli(['gate', await packet({ tests: passedTests().slice(1) }), '--json']);
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).verdict.status, 'blocked');
});

test('a packet in which the verdict was edited is refused with one message', async () => {
  const folder = await packet({ tests: passedTests().slice(1) });
  const file = join(folder, 'data', 'summary.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"status":"blocked"', '"status":"ready"'));
  const { code, stdout, stderr } = await runCli(['gate', folder]);
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^"data\/summary\.json" was changed after the run[^\n]*\n {2}expected: .*\n {2}next: .*\n$/);
});

test('a folder that is not there, and one that is no packet', async () => {
  for (const folder of ['nowhere', '.']) {
    const { code, stderr } = await runCli(['gate', folder], { cwd: folderWith({}) });
    assert.equal(code, 2);
    assert.match(stderr, /next: name the folder that a run wrote/);
  }
});

const UNREADABLE: Readonly<Record<string, readonly [matrix: string, said: RegExp]>> = {
  'a folder': ['flows', /flows: this cannot be read: it is a folder/],
  'a path through a file': ['file/matrix.yaml', /a part of its path is no folder/],
  'a path with a typing error': ['flows/matrx.yaml', /Did you mean "matrix\.yaml"\?/],
};

for (const [name, [matrix, said]] of Object.entries(UNREADABLE))
  test(`matrix check of ${name}: one message, exit code 2`, async () => {
    const cwd = folderWith({ 'flows/matrix.yaml': '', file: '' });
    const { code, stderr } = await runCli(['matrix', 'check', '--matrix', matrix], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, said);
    assert.equal(stderr.split('next: ').length, 2, stderr);
  });
