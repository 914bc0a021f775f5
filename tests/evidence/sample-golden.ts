import type { Summary } from '../../src/summary/summary.ts';
import { readySummary } from './sample-ready.ts';
import { MFA, sampleTest, withCell } from './sample-rows.ts';

/** One flow, seven proved subpaths without tests of their own here, one failed, one gap, one loose test. */
export function smallSummary(): Summary {
  const ready = readySummary();
  const [flow] = ready.flows;
  if (!flow) throw new TypeError('the sample has a flow');
  const failed = withCell(flow, { subpath: 'happy', state: 'failed', reason: 'Left the path at step 2.' });
  const gap = withCell(failed, { subpath: 'recovery', state: 'blocked', reason: 'No test speaks for this subpath.' });
  return {
    ...ready,
    verdict: { ...ready.verdict, status: 'blocked', reason: 'A <subpath> has no test & "one" failed.' },
    gates: [{ id: 'flow_coverage', title: 'All subpaths', state: 'shut', fact: '7 of 8.' }],
    flows: [{ ...gap, state: 'failed' }],
    tests: [
      { ...sampleTest(MFA, 'happy'), title: 'signs in', outcome: 'failed', reason: 'Left the path at step 2.' },
      { ...sampleTest(MFA, 'negative'), title: 'refuses a wrong code', outcome: 'flaky' },
      { ...sampleTest(MFA, 'cleanup'), title: 'deletes the user', outcome: 'did_not_run' },
      { id: 'loose', title: 'loose', outcome: 'skipped', reason: 'Skipped.', journeys: [], pictures: [] },
    ],
  };
}
