import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { packetOf, summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const folder = inlineProject({
  'playwright.config.ts': configText(),
  'passes.spec.ts': specText(`test('passes', flow('FLOW-NONE-A-001', 'happy'), () => {});`),
  'fails.spec.ts': specText(`test('fails', () => { throw new Error('no'); });`),
});
test.afterAll(() => removeInlineProject(folder));

for (const [spec, code] of [
  ['passes.spec.ts', 0],
  ['fails.spec.ts', 1],
] as const) {
  test(`without a matrix ${spec} gives a packet that is no readiness evidence, and exit code ${code}`, async () => {
    const { exitCode, output } = await playwright(folder, 'test', { args: [spec] });
    expect(summaryOf(folder).verdict.status).toBe('not_readiness_evidence');
    expect(readFileSync(join(packetOf(folder), 'index.html'), 'utf8')).toContain('Not readiness evidence');
    expect(output).toContain('Write flows/matrix.yaml');
    expect(exitCode).toBe(code);
  });
}

test('with a matrix, a suite that has lost all its flow ids is blocked', async () => {
  const lost = inlineProject({
    'playwright.config.ts': configText(),
    'flows/matrix.yaml': matrixText({ flow_id: 'FLOW-NONE-A-001' }),
    'untagged.spec.ts': specText(`test('passes', () => {});`),
  });
  const { exitCode, output } = await playwright(lost, 'test');
  const { verdict } = summaryOf(lost);
  removeInlineProject(lost);
  expect(verdict.status, output).toBe('blocked');
  expect(verdict.reason).toContain('names a flow and a subpath');
  expect(exitCode).toBe(1);
});
