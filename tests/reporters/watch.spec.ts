import { expect, test } from '@playwright/test';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { hasPacket } from '../kit/packet-reader.ts';
import { inlineProject, removeInlineProject, startPlaywright } from '../kit/run-inline.ts';

const FLOW = 'FLOW-WATCH-A-001';

/** UI mode switches live traces on, which hold every typed value; so it lists the tests, and refuses to play them. */
test('UI mode writes no packet, and no trace of a secret', async ({ page }) => {
  const folder = inlineProject({
    'playwright.config.ts': configText(),
    'flows/matrix.yaml': matrixText({ flow_id: FLOW }),
    'a.spec.ts': specText(`test('a', flow('${FLOW}', 'happy'), () => {});`),
  });
  const ui = startPlaywright(folder, 'test', { args: ['--ui-host=127.0.0.1', '--ui-port=0'] });
  try {
    await page.goto(await ui.heard(/Listening on (http:\S+)/));
    await expect(page.getByRole('treeitem', { name: 'a.spec.ts' })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Run all' }).click();
    await expect(page.getByTestId('status-line')).toContainText('1/1', { timeout: 60_000 });
    await page.getByRole('treeitem', { name: 'a.spec.ts' }).press('ArrowRight');
    await page.getByRole('treeitem').nth(1).click();
    await page.getByRole('tab', { name: /^Errors/ }).click();
    await expect(page.getByRole('tabpanel', { name: /^Errors/ })).toContainText('use.trace is on');
  } finally {
    ui.interrupt();
  }
  const { output } = await ui.ended;
  const wrote = hasPacket(folder);
  removeInlineProject(folder);
  expect(output).not.toContain('uat-packet');
  expect(wrote).toBe(false);
});
