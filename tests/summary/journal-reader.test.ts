import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { TestResult } from '@playwright/test/reporter';
import { EVIDENCE_TYPE, type EvidenceRecord, JOURNEY_TYPE } from '../../src/journal.ts';
import { readJournal } from '../../src/summary/journal-reader.ts';
import { sampleJourney } from './sample-run.ts';

type Attachment = TestResult['attachments'][number];

const PNG = Buffer.from('not decoded here, only counted');
const DIGEST = createHash('sha256').update(PNG).digest('hex');
const PATH = `evidence/${DIGEST.slice(0, 16)}.png`;

const png = (name: string, body: Buffer = PNG): Attachment => ({ name, contentType: 'image/png', body });
const record = (contentType: string, value: unknown): Attachment => ({
  name: 'record.json',
  contentType,
  body: Buffer.from(JSON.stringify(value)),
});
const evidence = (change: Partial<EvidenceRecord> = {}): Attachment =>
  record(EVIDENCE_TYPE, {
    version: 1,
    title: 'the portal',
    page: 'callback',
    state: 'callback',
    status: 'shown',
    picture: 'shot',
    ...change,
  });

const none = (): undefined => undefined;

test('a picture that a record names is kept under its own digest', () => {
  const journal = readJournal([png('shot'), evidence()], 'T', none);
  assert.deepEqual(journal.pictures, [
    { title: 'the portal', page: 'callback', state: 'callback', status: 'shown', path: PATH, sha256: DIGEST },
  ]);
  assert.deepEqual([...journal.files], [[PATH, PNG]]);
  assert.deepEqual(journal.findings, []);
});

test('what no record names is left alone', () => {
  const journal = readJournal([png('a screenshot nobody redacted')], 'T', none);
  assert.equal(journal.files.size + journal.pictures.length + journal.findings.length, 0);
});

test('a picture that was lost, or that stands for two, is withheld and said', () => {
  for (const attachments of [[], [png('shot'), png('shot', Buffer.from('another'))]]) {
    const { pictures, files, findings } = readJournal([...attachments, evidence()], 'T', none);
    assert.equal(pictures[0]?.status, 'withheld');
    assert.equal(pictures[0]?.path, undefined);
    assert.equal(files.size, 0);
    assert.deepEqual(
      findings.map(({ rule, severity }) => `${rule} ${severity}`),
      ['picture-missing error'],
    );
  }
});

test('a picture that was withheld on purpose keeps its reason and is no finding', () => {
  const journal = readJournal([evidence({ status: 'withheld', reason: 'too small', picture: undefined })], 'T', none);
  assert.equal(journal.pictures[0]?.reason, 'too small');
  assert.deepEqual(journal.findings, []);
});

test('the pictures of a journey are paths below data/', () => {
  const journey = sampleJourney();
  const steps = [
    { page: 'login', state: 'login', picture: 'shot' },
    { page: 'callback', state: 'callback' },
  ];
  const observed = { ...journey.observed, steps };
  const { journeys, files } = readJournal(
    [record(JOURNEY_TYPE, { version: 1, ...journey, observed }), png('shot')],
    'T',
    none,
  );
  assert.deepEqual(
    journeys[0]?.observed.steps.map((step) => step.picture),
    [PATH, undefined],
  );
  assert.ok(journeys[0] && !('version' in journeys[0]));
  assert.equal(files.size, 1);
});

test('attachments by path are read, and a file that is gone is said', () => {
  const byPath: Attachment = { name: 'shot', contentType: 'image/png', path: '/somewhere/shot.png' };
  const { pictures } = readJournal([byPath, evidence()], 'T', (path) => (path.endsWith('shot.png') ? PNG : undefined));
  assert.equal(pictures[0]?.path, PATH);
  assert.equal(readJournal([byPath, evidence()], 'T', none).findings[0]?.rule, 'picture-missing');
});

for (const [name, body] of [
  ['no JSON', '{'],
  ['another version', JSON.stringify({ version: 2 })],
  ['an unknown key', JSON.stringify({ version: 1, ...sampleJourney(), extra: 1 })],
] as const)
  test(`a record with ${name} proves nothing, and that is said`, () => {
    const broken: Attachment = { name: 'journey.json', contentType: JOURNEY_TYPE, body: Buffer.from(body) };
    const journal = readJournal([broken], 'T', none);
    assert.deepEqual(journal.journeys, []);
    assert.equal(journal.findings[0]?.rule, 'journal-unreadable');
  });
