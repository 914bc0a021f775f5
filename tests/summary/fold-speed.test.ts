import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBPATHS } from '../../src/flow-id.ts';
import { summarize } from '../../src/gate/summarize.ts';
import { summaryBytes } from '../../src/summary/summary-bytes.ts';
import { readyRow, sampleMatrix } from '../matrix/sample-matrix.ts';
import { sampleJourney, sampleRun, sampleTest } from './sample-run.ts';

const COUNT = 2000;
const matrix = sampleMatrix(
  ...Array.from({ length: COUNT / 8 }, (_, at) => readyRow({ flow_id: idOf(at), matrix_ids: [] })),
);
const tests = Array.from({ length: COUNT }, (_, at) =>
  sampleTest({
    id: `test-${at}`,
    flow_id: idOf(Math.floor(at / 8)),
    subpath: SUBPATHS[at % 8],
    journeys: [sampleJourney()],
  }),
);

function idOf(at: number): string {
  return `FLOW-DEMO-N${at}-001`;
}

test(`${COUNT} tests of ${COUNT / 8} flows are folded in far less time than a report takes to write`, (context) => {
  const times = Array.from({ length: 7 }, () => measured(() => summarize(sampleRun({ matrix, tests }))));
  const summary = summarize(sampleRun({ matrix, tests }));
  const writing = measured(() => summaryBytes(summary));
  context.diagnostic(`fold ${Math.min(...times).toFixed(1)} ms of CPU, bytes ${writing.toFixed(1)} ms`);
  // Playwright's html reporter takes about half a second for as many tests; the limit leaves room for a loaded machine.
  assert.ok(Math.min(...times) < 150, times.join(' '));
});

/** CPU milliseconds, so that other load on the machine does not count. */
function measured(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
