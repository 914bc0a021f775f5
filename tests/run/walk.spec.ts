import { expect, test } from '@playwright/test';
import type { Walk, WalkStep } from '../../src/contract/walk.ts';
import { configText, matrixText, SHIPPED, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const because = { execution: 'auth-username-password-form', requirement: 'REQUIRED', rule: 'challenge' };
const REFUSED = 'Invalid username or password.';
const WRONG = { kind: 'submit', username: 'contractor', password: 'wrong' } as const;

const login: WalkStep = { at: 'login', page: 'login', state: 'login', because };
const wrong: WalkStep = { ...login, deed: { label: 'password wrong', does: WRONG } };
const refused: WalkStep = { ...login, at: 'login:invalid-username-or-password', message: REFUSED };
const walk = (...steps: readonly WalkStep[]): Walk => ({ persona: 'contractor', steps });

const TITLES = {
  right: 'a walk as it is',
  page: 'a walk that foresees another page',
  text: 'a walk that foresees another text',
  control: 'a deed that the page has no control for',
  twice: 'a second walk of the same user',
};

const request = (of: Walk): string =>
  `await journey.walk(${JSON.stringify({ contract: 'mfa-rollout', persona: 'contractor', walk: of })});`;
const made = (title: string, ...walks: readonly Walk[]): string =>
  `test('${title}', async ({ journey }) => { ${walks.map(request).join(' ')} });`;

const SPEC = specText(`
defineContractTests('mfa-rollout', { cover: 'transitions' });
${made(TITLES.right, walk(wrong, refused))}
${made(TITLES.page, walk(wrong, { ...login, at: 'callback', page: 'callback', state: 'callback' }))}
${made(TITLES.text, walk(wrong, { ...refused, message: 'Account is disabled.' }))}
${made(TITLES.control, walk({ ...login, deed: { label: 'cancel', does: { kind: 'cancel' } } }, refused))}
${made(TITLES.twice, walk(wrong, refused), walk(wrong, refused))}
`).replace('{ expect,', '{ defineContractTests, expect,');

const played = once(async () => {
  const folder = inlineProject({
    'playwright.config.ts': configText({ timeout: 60_000, flowproof: { ...SHIPPED } }),
    'flows/matrix.yaml': matrixText({ flow_id: 'FLOW-CONTRACT-SIGNIN-001' }),
    'made.spec.ts': SPEC,
  });
  const { output } = await playwright(folder, 'test', { args: ['--grep', 'service-identity|a walk|a second|a deed'] });
  try {
    return { output, summary: summaryOf(folder) };
  } finally {
    removeInlineProject(folder);
  }
});

test('a cover tells what it takes and who stands for whom', async () => {
  const { output } = await played();
  expect(output).toMatch(/mfa-rollout: \d+ walks take (\d+) of \1 transitions/);
  expect(output).toContain('contractor also stands for break-glass');
});

test('every transition of a persona is gone in the browser, and the summary counts it', async () => {
  const { summary } = await played();
  const row = summary.edge_coverage?.find(({ personas }) => personas.includes('service-identity'));
  expect(row?.rehearsed).toBe(row?.predicted);
  expect(row?.predicted).toBeGreaterThan(10);
  expect([row?.observed, row?.contradicted]).toEqual([0, []]);
});

test('a walk is recorded edge by edge', async () => {
  const { summary } = await played();
  const [journey] = summary.tests.find(({ title }) => title === TITLES.right)?.journeys ?? [];
  expect(journey?.first_difference).toBe(-1);
  expect(journey?.exercised?.edges).toEqual([
    { from: 'login', input: 'password wrong', to: expect.stringMatching(/^login:invalid/), agreed: true },
  ]);
});

for (const [title, says] of [
  [TITLES.page, 'foreseen callback, observed login'],
  [TITLES.text, `observed with the text "${REFUSED}"`],
  [TITLES.control, 'login has nothing to do "cancel" with'],
  [TITLES.twice, 'drive each walk in a test of its own'],
] as const) {
  test(`${title} fails and says so`, async () => {
    const { summary, output } = await played();
    expect(summary.tests.find((row) => row.title === title)?.outcome).toBe('failed');
    expect(output).toContain(says);
  });
}

test('an edge that led elsewhere is contradicted', async () => {
  const { summary } = await played();
  const row = summary.edge_coverage?.find(({ personas }) => personas.includes('contractor'));
  expect(row?.contradicted).toHaveLength(1);
});
