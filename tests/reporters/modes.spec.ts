import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { SUBPATHS } from '../../src/flow-id.ts';
import type { Summary } from '../../src/summary/summary.ts';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { cellOf, hasPacket, packetOf, summaryBytesOf, summaryOf } from '../kit/packet-reader.ts';
import {
  type InlineOptions,
  type InlineRun,
  inlineProject,
  playwright,
  removeInlineProject,
} from '../kit/run-inline.ts';

const FLOW = 'FLOW-MODE-A-001';
/** Shards and merge belong to one run, so they share its key. */
const KEY = { FLOWPROOF_RUN_KEY: 'a1'.repeat(32) };
const [first = '', ...others] = SUBPATHS.map(
  (subpath) => `test('${subpath} works', flow('${FLOW}', '${subpath}'), () => {});`,
);

const files = {
  'playwright.config.ts': configText({ fullyParallel: true, reporter: [['blob', { outputDir: 'blob-report' }]] }),
  'merge.config.ts': configText(),
  'deleted.config.ts': configText({ testIgnore: 'first.spec.ts' }),
  'two-projects.config.ts': configText({ projects: [{ name: 'one' }, { name: 'two' }] }),
  'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
  'first.spec.ts': specText(first),
  'others.spec.ts': specText(others.join('\n')),
};

interface Outcome extends InlineRun {
  readonly summary: Summary | undefined;
  readonly bytes: string;
}

const folder = inlineProject(files);
test.afterAll(() => removeInlineProject(folder));

/** Every run begins without a packet of the one before it. */
async function runIn(folder: string, command: string, options: InlineOptions = {}): Promise<Outcome> {
  rmSync(packetOf(folder), { recursive: true, force: true });
  const ended = await playwright(folder, command, { ...options, env: { ...KEY, ...options.env } });
  if (!hasPacket(folder)) return { ...ended, summary: undefined, bytes: '' };
  return { ...ended, summary: summaryOf(folder), bytes: summaryBytesOf(folder) };
}

const run = (command: string, options?: InlineOptions): Promise<Outcome> => runIn(folder, command, options);

const whole = once(() => run('test'));

test('a run in which everything is proved is ready', async () => {
  const { exitCode, summary, output } = await whole();
  expect(summary?.verdict.status, output).toBe('ready');
  expect(exitCode).toBe(0);
});

test('--list prints the list and writes no packet', async () => {
  const { exitCode, summary, output } = await run('test', { args: ['--list'] });
  expect(output).toContain('first.spec.ts:2:1 › happy works');
  expect(output).toContain(`Total: ${SUBPATHS.length} tests in 2 files`);
  expect(summary).toBeUndefined();
  expect(exitCode).toBe(0);
});

test('--grep leaves what it leaves out blocked', async () => {
  const { exitCode, summary } = await run('test', { args: ['--grep', '@happy'] });
  if (!summary) throw new Error('there is no packet');
  expect(summary.tests.map(({ title }) => title)).toEqual(['happy works']);
  expect(cellOf(summary, FLOW, 'happy').state).toBe('passed');
  expect(cellOf(summary, FLOW, 'cleanup').state).toBe('blocked');
  expect(exitCode).toBe(1);
});

/** The first test of the second spec passes; the second proof of the same cell fails, and is easily left out. */
const SECOND = `test('fails too', flow('${FLOW}', 'happy'), () => { throw new Error('no'); });`;
const twice = inlineProject({ ...files, 'second.spec.ts': specText(SECOND) });
test.afterAll(() => removeInlineProject(twice));

for (const args of [
  ['--grep-invert', 'fails too'],
  ['--grep', 'works'],
  ['first.spec.ts', 'others.spec.ts'],
]) {
  test(`${args.join(' ')} hides a failing test of a cell, so it is a selection and no evidence`, async () => {
    const { exitCode, summary, output } = await runIn(twice, 'test', { args });
    if (!summary) throw new Error(output);
    expect(cellOf(summary, FLOW, 'happy').state).toBe('passed');
    expect(summary.verdict.reason).toMatch(/^This run was a selection \(/);
    expect(summary.verdict.status).toBe('blocked');
    expect(exitCode).toBe(1);
  });
}

test('a deleted spec is a blocked row, not a silent green', async () => {
  const { exitCode, summary } = await run('test', { args: ['--config', 'deleted.config.ts'] });
  if (!summary) throw new Error('there is no packet');
  const { state, next } = cellOf(summary, FLOW, 'happy');
  expect([state, next]).toEqual(['blocked', `Write a test tagged flow('${FLOW}', 'happy').`]);
  expect(summary.verdict.status).toBe('blocked');
  expect(exitCode).toBe(1);
});

test('repetitions and projects each have a row, and all of them count', async () => {
  const args = ['--config', 'two-projects.config.ts', '--repeat-each', '2'];
  const { exitCode, summary, output } = await run('test', { args });
  if (!summary) throw new Error(output);
  expect(cellOf(summary, FLOW, 'happy').tests.length).toBe(4);
  expect(summary.tests.filter(({ subpath }) => subpath === 'happy').map(({ title }) => title)).toEqual([
    '[one] happy works',
    '[one] happy works (repeat 2)',
    '[two] happy works',
    '[two] happy works (repeat 2)',
  ]);
  expect(exitCode).toBe(0);
});

const shards = once(async () => {
  const shard = (part: string): Promise<Outcome> =>
    run('test', {
      args: ['--shard', part],
      env: { PLAYWRIGHT_BLOB_OUTPUT_FILE: join(folder, 'blobs', `${part.replace('/', '-')}.zip`) },
    });
  return [await shard('1/2'), await shard('2/2')];
});

test('a shard writes no packet and says when it is made', async () => {
  for (const { exitCode, summary, output } of await shards()) {
    expect(output).toContain('the packet is made when the blob reports are merged');
    expect(summary).toBeUndefined();
    expect(exitCode).toBe(0);
  }
});

test('merged shards give the same summary as one run', async () => {
  await shards();
  const merged = await run('merge-reports', { args: ['--config', 'merge.config.ts', 'blobs'] });
  expect(merged.bytes, merged.output).toBe((await whole()).bytes);
  expect(merged.exitCode).toBe(0);
});

test('a merge without the key of its shards has searched nothing, and says so', async () => {
  await shards();
  const options = { args: ['--config', 'merge.config.ts', 'blobs'], env: { FLOWPROOF_RUN_KEY: 'b2'.repeat(32) } };
  const { exitCode, summary, output } = await run('merge-reports', options);
  expect(summary?.gates.find(({ id }) => id === 'no-secret-found')?.state).toBe('shut');
  expect(output).toContain('the same FLOWPROOF_RUN_KEY');
  expect(exitCode).toBe(1);
});

/** One shard of a project, made into a blob report below `blobs`. */
function shardIn(folder: string, part: string): Promise<Outcome> {
  const blob = join(folder, 'blobs', `${part.replace('/', '-')}.zip`);
  return runIn(folder, 'test', { args: ['--shard', part], env: { PLAYWRIGHT_BLOB_OUTPUT_FILE: blob } });
}

/** Without `fullyParallel` a shard takes whole files: the first of two proves every cell, the second fails. */
const parts = inlineProject({
  'playwright.config.ts': configText({ reporter: [['blob', { outputDir: 'blob-report' }]] }),
  'merge.config.ts': configText(),
  'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
  'all.spec.ts': specText([first, ...others].join('\n')),
  'second.spec.ts': specText(SECOND),
});
test.afterAll(() => removeInlineProject(parts));

const MERGE = { args: ['--config', 'merge.config.ts', 'blobs'] };

test('a merge without a shard is blocked although each cell is proved, for that shard may hold what fails', async () => {
  await shardIn(parts, '1/2');
  const { exitCode, summary, output } = await runIn(parts, 'merge-reports', MERGE);
  if (!summary) throw new Error(output);
  expect(summary.flows.map(({ state }) => state)).toEqual(['passed']);
  expect(summary.verdict.status).toBe('blocked');
  expect([summary.verdict.reason, summary.verdict.next_action]).toEqual([
    'Shard 2 of 2 is missing.',
    "Merge all shards' blob reports.",
  ]);
  expect(output).toContain('the gate is shut');
  expect(exitCode).toBe(1);
});

test('the shard that was missing brings the failure', async () => {
  await shardIn(parts, '2/2');
  const { exitCode, summary, output } = await runIn(parts, 'merge-reports', MERGE);
  expect(summary?.verdict.reason, output).toContain('"fails too" failed');
  expect(exitCode).toBe(1);
});

test('a waiver that a test pushes while it runs counts as little in a merge as in a run', async () => {
  const code = `test('is skipped', flow('${FLOW}', 'happy'), ({}, info) => {
  const waiver = { owner: 'team', task: 'OPS-FIX-2', expires: '2030-12-31', reason: 'It cannot be driven.' };
  info.annotations.push(...Object.entries(waiver).map(([type, description]) => ({ type, description })));
  test.skip();
});`;
  const pushed = inlineProject({ ...files, 'first.spec.ts': specText(code) });
  const shard = await shardIn(pushed, '1/1');
  const { exitCode, summary } = await runIn(pushed, 'merge-reports', MERGE);
  removeInlineProject(pushed);
  if (!summary) throw new Error(shard.output);
  expect(cellOf(summary, FLOW, 'happy').state).toBe('blocked');
  expect(exitCode).toBe(1);
});
