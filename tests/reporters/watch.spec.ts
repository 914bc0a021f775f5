import { expect, test } from '@playwright/test';
import { configText, matrixText, specText } from '../kit/flow-project.ts';
import { hasPacket } from '../kit/packet-reader.ts';
import { inlineProject, removeInlineProject, startPlaywright } from '../kit/run-inline.ts';

const FLOW = 'FLOW-WATCH-A-001';

/** UI mode plays single tests and keeps live traces for as long as its window is open; evidence is never made there. */
test('UI mode lists and plays the tests, and writes no packet', async ({ page }) => {
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
    await expect(page.getByTestId('status-line')).toContainText('1 passed', { timeout: 60_000 });
  } finally {
    ui.interrupt();
  }
  const { output } = await ui.ended;
  const wrote = hasPacket(folder);
  removeInlineProject(folder);
  expect(output).not.toContain('uat-packet');
  expect(wrote).toBe(false);
});
