import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openContract } from '../../src/run/contract-text.ts';
import { proofOfRun, withNotDriven } from '../../src/run/proof-facts.ts';
import { openProofJournal, type ProofEntry, type ProofJournal } from '../../src/run/proof-journal.ts';
import type { TestRow } from '../../src/summary/summary.ts';

const root = mkdtempSync(join(tmpdir(), 'flowproof-facts-'));
after(() => rmSync(root, { recursive: true, force: true }));

const contract = openContract(fileURLToPath(new URL('../../flows/contracts/mfa-rollout.yaml', import.meta.url)), '');
const journalOf = (): ProofJournal => openProofJournal(mkdtempSync(join(root, 'proof-')));

function read(journal: ProofJournal, interrupted = false) {
  return proofOfRun({ request: { provider: 'keycloak' }, contract, journal, interrupted, today: '2026-01-31' });
}

type Step = Extract<ProofEntry, { kind: 'step' }>;
const step = (phase: Step['phase'], state: Step['state'], at_ms = 0): Step => ({ kind: 'step', at_ms, phase, state });
const SERVER = { kind: 'server', text: 'Keycloak', base_url: 'http://localhost:1', origin: 'given' } as const;
const NAMED: ProofEntry = { kind: 'named', names: ['demo-1'] };
const BOTH: ProofEntry = { kind: 'named', names: ['demo-1', 'demo-1-source'] };
const OPENED = { kind: 'opened', source_fingerprint: 'abc' } as const;

type Removed = Extract<ProofEntry, { kind: 'removal' }>;
const removal = (realm: string, fate: Removed['fate']): Removed => ({ kind: 'removal', realm, fate });

test('a journal that ends early tells how far the proof came', () => {
  const journal = journalOf();
  for (const entry of [SERVER, step('import', 'began', 5), step('import', 'done', 12), step('change', 'began')])
    journal.note(entry);
  const { facts, phases } = read(journal);
  assert.deepEqual(
    facts.steps.map(({ phase, state }) => `${phase} ${state}`),
    [
      'import done',
      'read_back not_reached',
      'change failed',
      'drive not_reached',
      'roll_back not_reached',
      'read_again not_reached',
      'remove not_reached',
    ],
  );
  assert.deepEqual(phases, [{ name: 'Proof: import', duration_ms: 7 }]);
});

test('a realm that was made and not removed is left behind, with the command that removes it', () => {
  const journal = journalOf();
  for (const entry of [SERVER, NAMED, OPENED, removal('demo-1', 'stands')]) journal.note(entry);
  const { facts, record } = read(journal);
  assert.equal(facts.left_behind, 1);
  assert.match(
    record.left_behind[0] ?? '',
    /the realm demo-1 on http:\/\/localhost:1; .*kcadm\.sh delete realms\/demo-1/,
  );
});

test('a realm that was only named may be left, and so may the source that was to be set aside', () => {
  const journal = journalOf();
  for (const entry of [SERVER, BOTH]) journal.note(entry);
  const { facts, record } = read(journal);
  assert.equal(facts.left_behind, 2);
  assert.match(record.left_behind[0] ?? '', /^the realm demo-1 may be left on http:\/\/localhost:1; /);
  assert.match(record.left_behind[1] ?? '', /kcadm\.sh delete realms\/demo-1-source/);
});

test('of two names only the one that the server still has is left behind', () => {
  const journal = journalOf();
  for (const entry of [SERVER, BOTH, removal('demo-1', 'gone'), removal('demo-1-source', 'stands')])
    journal.note(entry);
  const { facts, record } = read(journal);
  assert.equal(facts.left_behind, 1);
  assert.match(record.left_behind[0] ?? '', /^the realm demo-1-source on /);
});

test('a server that ends with the proof leaves nothing behind, nor does a realm that was removed', () => {
  for (const entries of [
    [{ ...SERVER, origin: 'started' as const }, NAMED, OPENED],
    [SERVER, NAMED, OPENED, removal('demo-1', 'gone')],
  ]) {
    const journal = journalOf();
    for (const entry of entries) journal.note(entry);
    assert.equal(read(journal).facts.left_behind, 0);
  }
});

test('the first stop counts, and later ones change nothing', () => {
  const journal = journalOf();
  assert.equal(journal.stop({ when: 'unknown_page', says: 'first' }), true);
  assert.equal(journal.stop({ when: 'reaches', says: 'second' }), false);
  assert.equal(read(journal).facts.stop?.says, 'first');
});

test('half a line, as a killed process leaves it, hides no line before it', () => {
  const folder = mkdtempSync(join(root, 'proof-'));
  const journal = openProofJournal(folder);
  journal.note(step('import', 'done'));
  appendFileSync(join(folder, 'journal.jsonl'), '{"kind":"step","at_');
  assert.equal(read(journal).facts.steps[0]?.state, 'done');
});

test('both fingerprints, what was not rolled back, and the last day on which the proof counts are recorded', () => {
  const journal = journalOf();
  journal.note(OPENED);
  journal.note({ kind: 'rolled_back', fingerprint: 'abd', equal: false, left_behind: ['a flow'] });
  const { facts, record } = read(journal);
  assert.equal(facts.fingerprint_equal, false);
  assert.equal(record.source_fingerprint, 'abc');
  assert.equal(record.fingerprint_after_rollback, 'abd');
  assert.deepEqual(record.not_rolled_back, ['a flow']);
  assert.equal(record.valid_until, '2026-03-02');
});

test('names that differ between two equal proofs are not in the summary', () => {
  const journal = journalOf();
  journal.note(SERVER);
  journal.note(BOTH);
  journal.note({ ...step('change', 'failed'), detail: 'http://localhost:1 refused demo-1 and demo-1-source' });
  journal.stop({ when: 'not_prepared', says: 'demo-1 is not there' });
  const { facts } = read(journal);
  assert.equal(facts.steps[2]?.detail, 'the server refused the realm and the source set aside');
  assert.equal(facts.stop?.says, 'the realm is not there');
});

test('an interrupted proof does not claim that everybody was driven', () => {
  const journal = journalOf();
  journal.note(step('drive', 'done'));
  assert.equal(read(journal, true).facts.steps[3]?.state, 'failed');
});

test('what Playwright calls skipped did not run where the proof was stopped', () => {
  const row: TestRow = { id: '1', title: 'denied', outcome: 'skipped', journeys: [], pictures: [] };
  const stop = { when: 'unknown_page', says: 'An unknown page appears' } as const;
  assert.deepEqual(withNotDriven([row], { stop })[0], {
    ...row,
    outcome: 'did_not_run',
    reason: 'Not driven: An unknown page appears',
  });
  assert.deepEqual(withNotDriven([row], {}), [row]);
});
