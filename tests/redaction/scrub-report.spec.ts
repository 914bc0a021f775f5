import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { auditFiles } from '../../src/redaction/audit.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { runChild, sourcePath } from './child-run.ts';

/** A test that gives its secret away in every way a test can. */
const spec = `
import { test as base, expect } from '@playwright/test';
import { scrubErrors } from '${sourcePath('src/redaction/scrub-errors.ts')}';
import { createScrub } from '${sourcePath('src/redaction/text.ts')}';
const value = process.env.CANARY;
const scrub = createScrub([{ slot: 'canary', value }]);
const test = process.env.SCRUB ? base.extend({ clean: [async ({}, use, testInfo) => { await use(); scrubErrors(testInfo.errors, scrub); }, { auto: true }] }) : base;
const leak = async (page) => {
  test.info().annotations.push({ type: 'note', description: value });
  await test.info().attach('note ' + value, { body: value, contentType: 'text/plain' });
  await test.info().attach('data', { body: JSON.stringify({ value: encodeURIComponent(value) }), contentType: 'application/json' });
  await page.setContent('<input>');
  await page.locator('input').fill(value);
  await test.step('types ' + value, async () => { await page.goto('data:text/html,<input>?code=' + encodeURIComponent(value)); });
};
test('passes', async ({ page }) => { await leak(page); });
test('fails', async ({ page }) => { await leak(page); await page.setContent('<input>'); await page.locator('input').fill(value); expect.soft(value).toBe(''); await expect(page.locator('input')).toHaveValue(value + 'x', { timeout: 300 }); });
test('throws', async ({ page }) => { throw new Error('x ' + value, { cause: new Error(value) }); });
`;
const reporter = `
import { scrubSuite, scrubTest, scrubStep } from '${sourcePath('src/redaction/scrub-report.ts')}';
import { createScrub } from '${sourcePath('src/redaction/text.ts')}';
const scrub = createScrub([{ slot: 'canary', value: process.env.CANARY }]);
export default class { printsToStdio() { return false; } onBegin(config, suite) { scrubSuite(suite, scrub); } onStepBegin(test, result, step) { scrubStep(step, scrub); } onStepEnd(test, result, step) { scrubStep(step, scrub); } onTestEnd(test, result) { scrubTest(test, result, scrub); } }
`;

for (const scrubbed of [true, false]) {
  test(`stock reports of tests that give secrets away, ${scrubbed ? 'scrubbed' : 'as they are'}`, async ({
    launchOptions,
  }, testInfo) => {
    test.slow();
    const value = createVault(randomBytes(32)).password('canary').reveal();
    const files = runChild({
      folder: testInfo.outputPath('child'),
      files: { 'specs/a.spec.ts': spec, 'scrub.ts': reporter },
      launchOptions,
      first: scrubbed ? ['scrub.ts'] : [],
      env: { CANARY: value, ...(scrubbed ? { SCRUB: '1' } : {}) },
    });
    expect(files[0]?.bytes.toString()).toMatch(/2 failed[\s\S]*1 passed/);
    const leaks = auditFiles(files, [{ slot: 'canary', value }]).map(({ at }) => at);
    if (scrubbed) expect(leaks).toEqual([]);
    else expect(leaks.length).toBeGreaterThan(5);
  });
}
