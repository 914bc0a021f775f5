import { expect, test } from '@playwright/test';
import { configText, matrixText, SHIPPED, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const FLOW = 'FLOW-HALTED-SIGNIN-001';
const CONTRACTOR = `{ contract: 'mfa-rollout', persona: 'contractor'`;
const TITLES = {
  machine: 'a machine that knows no such page',
  typo: 'a page that does not exist',
  late: 'a page that never comes',
};

/** Three journeys whose pages are as promised and predicted, and which are not what the test is about all the same. */
const SPEC = specText(`
test('${TITLES.machine}', flow('${FLOW}', 'happy'), ({ journey }) => journey.run(${CONTRACTOR}, journey: 'mfa-challenge' }));
test('${TITLES.typo}', flow('${FLOW}', 'empty'), ({ journey }) => journey.run(${CONTRACTOR}, until: 'calback' }));
test('${TITLES.late}', flow('${FLOW}', 'blocked'), ({ journey }) => journey.run(${CONTRACTOR}, until: 'login-otp' }));
`);

const halted = once(async () => {
  const folder = inlineProject({
    'playwright.config.ts': configText({ workers: 1, flowproof: { ...SHIPPED } }),
    'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
    'halted.spec.ts': SPEC,
  });
  const { exitCode, output } = await playwright(folder, 'test');
  try {
    return { exitCode, output, summary: summaryOf(folder) };
  } finally {
    removeInlineProject(folder);
  }
});

for (const [title, message] of [
  [TITLES.machine, 'saw callback, which this journey does not allow here'],
  [TITLES.typo, '"calback" in until is no page'],
  [TITLES.late, 'the journey ended without login-otp'],
] as const) {
  test(`${title} fails the test and says so`, async () => {
    const { summary, output } = await halted();
    expect(summary.tests.find((row) => row.title === title)?.outcome).toBe('failed');
    expect(output).toContain(message);
  });
}

test('the gate of the journeys is shut', async () => {
  const { summary, exitCode } = await halted();
  expect(summary.gates.find(({ id }) => id === 'journeys-agree')?.state).toBe('shut');
  expect(exitCode).toBe(1);
});
