import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bag, bytesOf, type PacketFiles } from '../../src/evidence/bag.ts';
import { judgePacket } from '../../src/evidence/judge-packet.ts';
import { buildPacket } from '../../src/evidence/packet.ts';
import { summarize } from '../../src/gate/summarize.ts';
import { Problem } from '../../src/problem.ts';
import { summaryBytes } from '../../src/summary/summary-bytes.ts';
import type { RunFacts } from '../../src/summary/truth.ts';
import { governedUntil, readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';
import { passedTests, sampleRun, sampleTest } from '../summary/sample-run.ts';
import { sampleRun as runRecordOf } from './sample-packet.ts';

const TODAY = '2026-11-21';
const rest = passedTests().filter(({ subpath }) => subpath !== 'happy');

function packetOf(change: Partial<RunFacts> = {}): Map<string, Uint8Array> {
  const facts = sampleRun(change);
  const summary = summarize(facts);
  const flows = new Map(facts.matrix ? [['matrix.yaml', JSON.stringify(facts.matrix)]] : []);
  const run = { ...runRecordOf(summary), waivers: [] };
  return buildPacket({ summary, summary_json: summaryBytes(summary), run, pictures: new Map(), flows });
}

const leak = { rule: 'secret-in-evidence', severity: 'error' as const, at: 'x', message: 'A code.', help: 'Delete.' };
const RUNS: Readonly<Record<string, Partial<RunFacts>>> = {
  ready: {},
  'with a failure': { tests: [...rest, sampleTest({ outcome: 'failed' })] },
  interrupted: { interrupted: true },
  'without a matrix': { matrix: undefined },
  'not searched': { auditFindings: undefined },
  'with a leak': { auditFindings: [leak] },
  'that was a selection': { findings: [{ ...leak, rule: 'selection' }] },
};

for (const [name, change] of Object.entries(RUNS))
  test(`a run ${name} is judged as the run itself was`, () => {
    assert.deepEqual(judgePacket(packetOf(change), TODAY), summarize(sampleRun(change)));
  });

const refused = (what: RegExp) => (error: unknown) =>
  error instanceof Problem && error.code === 'bad-option' && error.details.length === 1 && what.test(error.message);

/** Edits a file of a blocked packet and, where asked for, makes the manifests fit again. */
function edited(path: string, edit: (text: string) => string, sealed = false): PacketFiles {
  const files = packetOf({ tests: rest });
  files.set(path, bytesOf(edit(new TextDecoder().decode(files.get(path)))));
  const payload = [...files].filter(([name]) => name.startsWith('data/'));
  return sealed ? bag(new Map(payload), new Map([['index.html', bytesOf('')]])) : files;
}

const toReady = (text: string): string => text.replace('"status":"blocked"', '"status":"ready"');
const toOpen = (text: string): string => text.replaceAll('"state":"shut"', '"state":"open"');
const toPassed = (text: string): string => text.replaceAll('"state":"blocked"', '"state":"passed"');

test('a word that was changed is refused, and so is any other file', () => {
  const summary = 'data/summary.json';
  assert.notEqual(edited(summary, toReady).get(summary), packetOf({ tests: rest }).get(summary));
  assert.throws(() => judgePacket(edited(summary, toReady), TODAY), refused(/"data\/summary\.json" was changed/));
  assert.throws(
    () =>
      judgePacket(
        edited('index.html', () => ''),
        TODAY,
      ),
    refused(/"index\.html" was changed/),
  );
  assert.throws(
    () =>
      judgePacket(
        edited('data/new', () => ''),
        TODAY,
      ),
    refused(/"data\/new" is not listed/),
  );
  const lost = packetOf();
  lost.delete('data/views/junit.xml');
  assert.throws(() => judgePacket(lost, TODAY), refused(/junit\.xml" is listed by the manifest, but is not there/));
});

test('manifests that fit do not help words that do not follow from the rows', () => {
  for (const edit of [toReady, toOpen, toPassed])
    assert.throws(
      () => judgePacket(edited('data/summary.json', edit, true), TODAY),
      refused(/do not follow from its tests and its matrix/),
    );
  judgePacket(
    edited('data/summary.json', (text) => text, true),
    TODAY,
  );
});

test('a waiver that has ended since the run shuts the gate', () => {
  const waived = { tests: rest, matrix: sampleMatrix(readyRow({ skips: { happy: governedUntil('2026-11-22') } })) };
  assert.equal(judgePacket(packetOf(waived), '2026-11-22').verdict.status, 'ready');
  const { verdict } = judgePacket(packetOf(waived), '2026-11-23');
  assert.equal(verdict.status, 'blocked');
  assert.match(verdict.reason, /that day is past/);
});

test('what is no packet is told so', () => {
  assert.throws(() => judgePacket(new Map(), TODAY), refused(/data\/summary\.json is missing/));
});
