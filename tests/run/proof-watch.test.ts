import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { StopCondition } from '../../src/contract/contract.ts';
import { narrate } from '../../src/contract/narrate.ts';
import type { Standing } from '../../src/contract/stop-condition.ts';
import { openProofJournal, type ProofJournal } from '../../src/run/proof-journal.ts';
import { watchProof } from '../../src/run/proof-watch.ts';
import { underProof } from '../../src/run/under-proof.ts';

const root = mkdtempSync(join(tmpdir(), 'flowproof-watch-'));
after(() => rmSync(root, { recursive: true, force: true }));

const CONDITIONS: readonly StopCondition[] = [
  { when: 'unknown_page', says: 'An unknown page appears' },
  { when: 'reaches', states: ['mfa_challenge'], personas: ['staff'], says: 'A code is asked for' },
];

function watching(alive = true) {
  const journal = openProofJournal(mkdtempSync(join(root, 'proof-')));
  return { journal, watch: watchProof({ journal, conditions: CONDITIONS, alive: async () => alive }) };
}

const standing = (persona: string, ...pages: readonly string[]): Standing => ({
  persona,
  promised: [],
  predicted: { steps: [], end: { kind: 'callback' }, unsupported: [] },
  steps: narrate(
    pages.map((page) => ({ page })),
    { kind: 'stopped' },
    false,
  ).steps,
});

const brokenOff = (journal: ProofJournal) => journal.entries().filter(({ kind }) => kind === 'broken_off');

test('a condition that fires halts its own journey and marks persona and page', async () => {
  const { journal, watch } = watching();
  assert.equal(await watch.seen(standing('staff', 'login')), undefined);
  assert.equal(await watch.seen(standing('staff', 'login', 'login-otp')), 'stop condition: A code is asked for');
  assert.deepEqual(journal.stopped(), {
    when: 'reaches',
    says: 'A code is asked for',
    persona: 'staff',
    page: 'login-otp',
  });
});

test('after a stop another journey goes no further, and counts as broken off where it was', async () => {
  const { journal, watch } = watching();
  journal.stop({ when: 'unknown_page', says: 'An unknown page appears', persona: 'staff' });
  assert.match((await watch.seen(standing('other', 'login'))) ?? '', /the proof was stopped at staff/);
  assert.deepEqual(brokenOff(journal), [
    {
      kind: 'broken_off',
      persona: 'other',
      page: 'login',
      reason: 'the proof was stopped at staff: An unknown page appears',
    },
  ]);
});

test('no test begins after a stop', () => {
  const { journal, watch } = watching();
  const skipped: unknown[] = [];
  // Only the form with a reason is used of Playwright's three.
  const skip = ((...args: readonly unknown[]) => void skipped.push(args[1])) as () => void;
  watch.begin({ skip });
  journal.stop({ when: 'unknown_page', says: 'An unknown page appears' });
  watch.begin({ skip });
  assert.deepEqual(skipped, ['not driven: An unknown page appears']);
});

test('the page of a browser without a server is no unknown page of the realm', async () => {
  const { journal, watch } = watching(false);
  await watch.seen(standing('staff', 'login'));
  assert.equal(await watch.seen(standing('staff', 'login', 'unknown')), 'The server no longer answers.');
  assert.equal(journal.stopped()?.when, 'server_gone');
  assert.equal(journal.stopped()?.page, 'login');
});

test('an unknown page of a server that lives fires the condition', async () => {
  const { journal, watch } = watching();
  await watch.seen(standing('staff', 'login', 'unknown'));
  assert.equal(journal.stopped()?.when, 'unknown_page');
});

test('a journey that breaks leaves its redacted reason, and the error goes on', async () => {
  const { journal, watch } = watching();
  const run = { proof: watch, scrub: (text: string) => text.replaceAll('hunter2', '[redacted]') };
  const testInfo = { skip: () => undefined } as never;
  const drive = (): Promise<never> => Promise.reject(new Error('typed hunter2\nsecond line'));
  await assert.rejects(underProof({ run, testInfo, persona: 'staff' }, drive), /hunter2/);
  assert.deepEqual(brokenOff(journal), [{ kind: 'broken_off', persona: 'staff', reason: 'typed [redacted]' }]);
});
