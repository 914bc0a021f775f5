import { expect, test } from '@playwright/test';
import { configText, matrixText, SHIPPED, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const FLOW = 'FLOW-CONTRACT-SIGNIN-001';
const MADE = `defineContractTests('mfa-rollout', { personas: { contractor: { flow_id: '${FLOW}', subpath: 'happy' } } });`;

function project(body: string): string {
  return inlineProject({
    'playwright.config.ts': configText({ workers: 1, flowproof: { ...SHIPPED } }),
    'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
    'made.spec.ts': specText(body).replace('{ expect,', '{ defineContractTests, expect,'),
  });
}

const played = once(async () => {
  const folder = project(MADE);
  const { output } = await playwright(folder, 'test', { args: ['--grep', 'contractor|service-identity'] });
  try {
    return { output, summary: summaryOf(folder) };
  } finally {
    removeInlineProject(folder);
  }
});

test('each persona has a test of its own, whose title names nothing that changes', async () => {
  const folder = project(MADE);
  const { output } = await playwright(folder, 'test', { args: ['--list'] });
  removeInlineProject(folder);
  const titles = [...output.matchAll(/mfa-rollout › ([\w-]+: .*?)(?: @|$)/gm)].map(([, title]) => title);
  expect(titles).toHaveLength(9);
  expect(titles).toContain('staff-with-otp: the promised journey');
});

test('the promised journeys are driven and compared', async () => {
  const { summary } = await played();
  const journeys = summary.tests.flatMap((row) => row.journeys.map((journey) => [row.outcome, journey.persona]));
  expect(journeys).toEqual([
    ['passed', 'contractor'],
    ['passed', 'service-identity'],
  ]);
});

test('a persona counts for the cell it is given, the others for none', async () => {
  const { summary } = await played();
  const cells = summary.tests.map(({ title, flow_id, subpath }) => [title.split(' › ')[1], flow_id, subpath]);
  expect(cells).toEqual([
    ['contractor: the promised journey', FLOW, 'happy'],
    ['service-identity: the promised journey', undefined, undefined],
  ]);
});

for (const [what, body, says] of [
  ['an unknown contract', "defineContractTests('mfa-rolout');", 'Did you mean'],
  ['an unknown persona', "defineContractTests('mfa-rollout', { personas: { contracter: {} } });", 'contractor'],
  ['half a cell', "defineContractTests('mfa-rollout', { subpath: 'happy' });", 'flow_id and subpath together'],
  ['a file elsewhere', "defineContractTests('./other.yaml');", 'is no file of the folder of contracts'],
] as const) {
  test(`${what} is refused when the tests are made`, async () => {
    const folder = project(body);
    const { exitCode, output } = await playwright(folder, 'test', { args: ['--list'] });
    removeInlineProject(folder);
    expect(exitCode).toBe(1);
    expect(output).toContain(says);
  });
}
