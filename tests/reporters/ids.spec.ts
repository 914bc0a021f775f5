import { expect, test } from '@playwright/test';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { cellOf, summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const FLOW = 'FLOW-IDS-SIGNIN-001';
const BODY = `() => { console.log('the body ran'); }`;

const SPEC = specText(`
test('unknown flow', flow('FLOW-IDS-SIGNON-001', 'happy'), ${BODY});
test('unknown subpath', flow('${FLOW}', 'hapy' as 'happy'), ${BODY});
test('unknown matrix id', flow('${FLOW}', 'happy', { matrix_id: 'UAT-DEMO-002' }), ${BODY});
test('untagged', () => {});
`);

const mistaken = once(async () => {
  const folder = inlineProject({
    'playwright.config.ts': configText({ workers: 1 }),
    'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
    'ids.spec.ts': SPEC,
  });
  const { exitCode, output } = await playwright(folder, 'test');
  try {
    return { exitCode, output, summary: summaryOf(folder) };
  } finally {
    removeInlineProject(folder);
  }
});

const MESSAGES = {
  'unknown flow': ['this test names the flow_id "FLOW-IDS-SIGNON-001", which does not exist', FLOW],
  'unknown subpath': ['this test names the subpath "hapy", which does not exist', 'happy'],
  'unknown matrix id': ['this test names the matrix_id "UAT-DEMO-002", which does not exist', 'UAT-DEMO-001'],
} as const;

for (const [title, [what, nearest]] of Object.entries(MESSAGES)) {
  test(`${title}: the test fails at once and names the nearest known id`, async () => {
    const { output, summary } = await mistaken();
    expect(output).toContain(what);
    const next = output.slice(output.indexOf(what)).match(/next: (.*)/)?.[1];
    expect(next).toContain(nearest);
    expect(summary.tests.find((row) => row.title === title)?.outcome).toBe('failed');
  });
}

test('no body of theirs ran, and none of them proves anything', async () => {
  const { output, summary, exitCode } = await mistaken();
  expect(output).not.toContain('the body ran');
  expect(cellOf(summary, FLOW).state).not.toBe('passed');
  expect(exitCode).toBe(1);
});

test('a test without ids runs, and the gate names it', async () => {
  const { summary } = await mistaken();
  expect(summary.tests.find(({ title }) => title === 'untagged')?.outcome).toBe('passed');
  expect(summary.gates.find(({ id }) => id === 'structured-evidence')?.state).toBe('shut');
});
