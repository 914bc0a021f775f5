import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { auditFiles } from '../../src/redaction/audit.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { typeQuietly } from '../../src/redaction/type-quietly.ts';
import { runChild, sourcePath } from './child-run.ts';

test('the page sees the value, and the events of a user', async ({ page }) => {
  await page.setContent(
    `<input id=i oninput="this.dataset.input=this.value" onchange="this.dataset.change=this.value"><textarea></textarea>`,
  );
  await typeQuietly(page.locator('#i'), createVault(new Uint8Array(32)).password('p'));
  const seen = await page
    .locator('#i')
    .evaluate((field: HTMLInputElement) => [field.value, field.dataset['input'], field.dataset['change']]);
  expect(new Set(seen).size).toBe(1);
  expect(seen[0]).toHaveLength(createVault(new Uint8Array(32)).password('p').reveal().length);
  await typeQuietly(page.locator('textarea'), 'two\nlines');
  await expect(page.locator('textarea')).toHaveValue('two\nlines');
});

test('a field that cannot be typed into is a problem, without the value', async ({ page }) => {
  await page.setContent('<input id=a disabled><input id=b readonly><div id=c></div>');
  page.setDefaultTimeout(300);
  for (const id of ['a', 'b', 'c', 'missing']) {
    const error: unknown = await typeQuietly(page.locator(`#${id}`), 'Zebra9-Kilo42').catch(
      (problem: unknown) => problem,
    );
    expect(error).toMatchObject({ code: 'page-unsettled' });
    expect(String(error)).not.toContain('Zebra9');
  }
});

const spec = (type: string) => `
import { test, expect } from '@playwright/test';
import { typeQuietly } from '${sourcePath('src/redaction/type-quietly.ts')}';
const value = process.env.CANARY;
test.use({ actionTimeout: 5_000 });
const open = (page) => page.setContent('<label>Password<input id=p type=password></label>');
const type = async (page, locator) => { ${type} };
test('passes', async ({ page }) => { await open(page); await type(page, page.locator('#p')); await expect(page.locator('#p')).not.toHaveValue(''); });
test('fails later', async ({ page }) => { await open(page); await type(page, page.locator('#p')); expect(1).toBe(2); });
test('fails while typing', async ({ page }) => { await open(page); await type(page, page.locator('#missing')); });
test('fails in a closed page', async ({ page }) => { await open(page); await page.close(); await type(page, page.locator('#p')); });
`;

const WAYS = { quiet: 'await typeQuietly(locator, value)', fill: 'await locator.fill(value)' };

for (const [way, type] of Object.entries(WAYS)) {
  test(`what stock reporters of passing and failing tests hold: ${way}`, async ({ launchOptions }, testInfo) => {
    test.slow();
    const value = createVault(randomBytes(32)).password('canary').reveal();
    const files = runChild({
      folder: testInfo.outputPath('child'),
      files: { 'specs/a.spec.ts': spec(type) },
      launchOptions,
      env: { CANARY: value },
    });
    const paths = files.map(({ path }) => path);
    for (const name of ['results.json', 'junit.xml', 'playwright-report/index.html']) expect(paths).toContain(name);
    expect(files[0]?.bytes.toString()).toMatch(/3 failed[\s\S]*1 passed/);
    const leaks = auditFiles(files, [{ slot: 'canary', value }]);
    if (way === 'quiet') expect(leaks).toEqual([]);
    else expect(leaks.map(({ at }) => at).join('\n')).toMatch(/results\.json|index\.html/);
  });
}
