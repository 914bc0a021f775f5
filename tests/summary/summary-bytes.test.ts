import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from '../../src/gate/summarize.ts';
import { summary } from '../../src/summary/summary.ts';
import { summaryBytes } from '../../src/summary/summary-bytes.ts';
import { sampleRun } from './sample-run.ts';

const value = summarize(sampleRun());

test('the bytes are canonical JSON and hold the same value', () => {
  const text = new TextDecoder().decode(summaryBytes(value));
  assert.ok(text.startsWith('{"findings":[],"flows":[{"cells":[{"lane":"simulated","reason":'));
  assert.doesNotMatch(text, /\s$|\n/);
  assert.deepEqual(summary.parse(JSON.parse(text)), JSON.parse(JSON.stringify(value)));
});

test('nothing but a summary is written', () => {
  // A wrong value is the point of the test.
  for (const broken of [
    { ...value, extra: 1 },
    { ...value, tests: undefined },
    { ...value, flows: value.flows.map((flow) => ({ ...flow, cells: flow.cells.slice(1) })) },
    { ...value, verdict: { ...value.verdict, status: 'green' } },
  ])
    assert.throws(() => summaryBytes(broken as typeof value), { name: /ZodError/ });
});
