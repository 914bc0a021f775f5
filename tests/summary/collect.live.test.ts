import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EVIDENCE_TYPE, JOURNEY_TYPE } from '../../src/journal.ts';
import type { Collected } from '../../src/summary/collect.ts';
import type { TestRow } from '../../src/summary/summary.ts';
import { type InlineOptions, inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';
import { sampleJourney } from './sample-run.ts';

/** Writes down what `collect` makes of the run; loaded by Playwright itself, live and in merge-reports. */
const REPORTER = `
import { readFileSync, writeFileSync } from 'node:fs';
import { collect, wasInterrupted } from '../../../src/summary/collect.ts';
import { declarations } from '../../../src/summary/declaration.ts';
export default class {
  printsToStdio() { return false; }
  onBegin(_, suite) { this.suite = suite; this.declared = declarations(suite); }
  onEnd({ status }) {
    const { tests, findings, files } = collect(this.suite, {
      declared: this.declared,
      readAttachment: (path) => readFileSync(path),
      laneOf: (project) => (project === 'second' ? 'kind' : undefined),
    });
    const out = { tests, findings, files: [...files.keys()], interrupted: wasInterrupted(status) };
    writeFileSync(process.env.OUT, JSON.stringify(out));
  }
}`;

const CONFIG = `
export default {
  testDir: '.', timeout: 3000, retries: 1, workers: 2, fullyParallel: true,
  reporter: [['./reporter.ts']],
  projects: [{ name: 'first' }, { name: 'second', testMatch: /two/ }],
};`;

const flow = (subpath: string, id = 'FLOW-DEMO-A-001') =>
  `{ tag: ['@${id}', '@${subpath}'], annotation: [{ type: 'flow_id', description: '${id}' }, { type: 'subpath', description: '${subpath}' }] }`;

const journey = JSON.stringify({ version: 1, ...sampleJourney() });
const evidence = JSON.stringify({
  version: 1,
  title: 'p',
  page: 'login',
  state: 'login',
  status: 'shown',
  picture: 'shot',
});

const ONE = `
import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
test('passes', ${flow('happy')}, async ({}, info) => {
  await info.attach('shot', { body: Buffer.from('png'), contentType: 'image/png' });
  await info.attach('e.json', { body: ${JSON.stringify(evidence)}, contentType: '${EVIDENCE_TYPE}' });
  const path = info.outputPath('journey.json');
  writeFileSync(path, ${JSON.stringify(journey)});
  await info.attach('j.json', { path, contentType: '${JOURNEY_TYPE}' });
});
test('fails', ${flow('empty')}, () => { throw new Error('/root/secret/path'); });
test('is flaky', ${flow('blocked')}, ({}, info) => { if (info.retry === 0) throw new Error('first'); });
test.skip('is skipped', { annotation: [{ type: 'flow_id', description: 'FLOW-DEMO-A-001' }, { type: 'subpath', description: 'recovery' }, { type: 'owner', description: 'team' }, { type: 'task', description: 'OPS-FIX-1' }, { type: 'expires', description: '2030-12-31' }, { type: 'reason', description: 'why' }] }, () => {});
test('skips itself', ${flow('negative')}, ({}, info) => { info.skip(true, 'at run time'); });
test.fail('known defect', ${flow('cleanup')}, () => { throw new Error('known'); });
test.fail('stale known defect', ${flow('cleanup')}, () => {});
test('runs out of time', ${flow('fixture')}, () => new Promise(() => {}));
test('pushes an id at run time', ({}, info) => { info.annotations.push({ type: 'flow_id', description: 'FLOW-DEMO-A-001' }); });
test('by tag @FLOW-DEMO-B-001 @happy', () => {});
test('malformed', { annotation: [{ type: 'flow_id', description: 'FLOW-1' }, { type: 'subpath', description: 'hapy' }] }, () => {});
test.describe('group', ${flow('environment')}, () => {
  test('inside', ${flow('happy', 'FLOW-DEMO-B-001')}, () => {});
});
test.describe.serial('serial', () => {
  test('breaks', ${flow('happy', 'FLOW-DEMO-C-001')}, () => { throw new Error('x'); });
  test('never has its turn', ${flow('empty', 'FLOW-DEMO-C-001')}, () => {});
});
`;

const TWO = `
import { test } from '@playwright/test';
test('in two projects', ${flow('happy', 'FLOW-DEMO-D-001')}, () => {});
test.describe('after a hook that failed', () => {
  test.describe.configure({ mode: 'default', retries: 0 });
  test.beforeAll(() => { throw new Error('hook'); });
  test('first', ${flow('happy', 'FLOW-DEMO-E-001')}, () => {});
  test('second', ${flow('empty', 'FLOW-DEMO-E-001')}, () => {});
});
`;

const folder = inlineProject({
  'playwright.config.ts': CONFIG,
  'reporter.ts': REPORTER,
  'one.spec.ts': ONE,
  'two.spec.ts': TWO,
});
after(() => removeInlineProject(folder));

interface Written extends Omit<Collected, 'files'> {
  readonly files: readonly string[];
  readonly interrupted: boolean;
}

async function run(command: string, name: string, options: InlineOptions = {}): Promise<Written> {
  const OUT = join(folder, `${name}.json`);
  const { output } = await playwright(folder, command, { ...options, env: { OUT, ...options.env } });
  try {
    // Written by the reporter above.
    return JSON.parse(readFileSync(OUT, 'utf8')) as Written;
  } catch {
    throw new Error(output);
  }
}

const line = ({ title, flow_id, subpath, outcome, lane }: TestRow): string =>
  [outcome, flow_id?.slice('FLOW-'.length) ?? '-', subpath ?? '-', lane ?? '-', title].join(' ');

const EXPECTED = [
  'passed DEMO-A-001 happy simulated [first] passes',
  'failed DEMO-A-001 empty - [first] fails',
  'flaky DEMO-A-001 blocked - [first] is flaky',
  'skipped DEMO-A-001 recovery - [first] is skipped',
  'skipped DEMO-A-001 negative - [first] skips itself',
  'known_defect DEMO-A-001 cleanup - [first] known defect',
  'failed DEMO-A-001 cleanup - [first] stale known defect',
  'failed DEMO-A-001 fixture - [first] runs out of time',
  'passed DEMO-A-001 environment - [first] group › inside',
  'passed DEMO-B-001 happy - [first] by tag @FLOW-DEMO-B-001 @happy',
  'passed DEMO-B-001 happy - [first] group › inside',
  'failed DEMO-C-001 happy - [first] serial › breaks',
  'did_not_run DEMO-C-001 empty - [first] serial › never has its turn',
  'passed DEMO-D-001 happy - [first] in two projects',
  'passed DEMO-D-001 happy kind [second] in two projects',
  'failed DEMO-E-001 happy - [first] after a hook that failed › first',
  'failed DEMO-E-001 happy kind [second] after a hook that failed › first',
  'did_not_run DEMO-E-001 empty - [first] after a hook that failed › second',
  'did_not_run DEMO-E-001 empty kind [second] after a hook that failed › second',
  'passed - - - [first] malformed',
  'passed - - - [first] pushes an id at run time',
];

let live: Written | undefined;

test('a live run is collected', async () => {
  live = await run('test', 'live');
  assert.deepEqual(live.tests.map(line), EXPECTED);
  assert.equal(live.interrupted, false);
  assert.deepEqual(
    live.findings.map(({ rule }) => rule),
    ['id-malformed', 'subpath-unknown'],
  );
  const [passes] = live.tests;
  assert.equal(passes?.journeys.length, 1);
  assert.deepEqual(live.files, [passes?.pictures[0]?.path]);
  assert.equal(live.tests[3]?.skip?.expires, '2030-12-31');
  assert.equal(live.tests[4]?.skip, undefined, 'what a test says while it runs governs nothing');
  assert.doesNotMatch(JSON.stringify(live.tests), /\/root|secret|first attempt/);
});

test('shards and merged reports give the same rows', async () => {
  const blob = (shard: string): InlineOptions => ({
    args: ['--reporter=blob', `--shard=${shard}`],
    env: { PLAYWRIGHT_BLOB_OUTPUT_FILE: join(folder, 'blobs', `${shard.replace('/', '-')}.zip`) },
  });
  for (const shard of ['1/2', '2/2']) await playwright(folder, 'test', blob(shard));
  const merged = await run('merge-reports', 'merged', { args: ['--config=playwright.config.ts', 'blobs'] });
  assert.deepEqual(merged.tests, live?.tests);
  assert.deepEqual(merged.files, live?.files);
});

test('what never started, and what was stopped, did not run', async () => {
  const stopped = await run('test', 'stopped', {
    args: ['--max-failures=1', '--workers=1', '--retries=0', 'one.spec.ts'],
  });
  const outcomes = stopped.tests.map((row) => row.outcome);
  assert.ok(outcomes.filter((outcome) => outcome === 'did_not_run').length > 3, outcomes.join(' '));
  const late = await run('test', 'late', { args: ['--global-timeout=1200', '--timeout=0', '-g', 'runs out of time'] });
  assert.deepEqual(
    late.tests.map((row) => row.outcome),
    ['did_not_run'],
  );
  assert.equal(late.interrupted, true);
});

test('each repetition has a row of its own', async () => {
  const { tests } = await run('test', 'repeated', {
    args: ['--repeat-each=2', '-g', 'in two projects', '--project=first'],
  });
  assert.deepEqual(
    tests.map((row) => row.title),
    ['in two projects', 'in two projects (repeat 2)'],
  );
});
