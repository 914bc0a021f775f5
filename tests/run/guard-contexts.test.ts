import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { guardContexts } from '../../src/run/guard-contexts.ts';

/** A browser as far as it is guarded; tells what contexts were asked for. */
function fakeBrowser(): { browser: Browser; asked: unknown[] } {
  const asked: unknown[] = [];
  const tracing = () => ({ start: async () => {}, startChunk: async () => {}, stop: async () => {} });
  const newContext = async (options?: BrowserContextOptions): Promise<object> => {
    asked.push(options);
    return { tracing: tracing(), request: { tracing: tracing() } };
  };
  const browser = { newContext } as unknown as Browser;
  guardContexts(browser);
  return { browser, asked };
}

test('no context traces, by itself or by its requests', async () => {
  const { browser } = fakeBrowser();
  const { tracing, request } = await browser.newContext();
  for (const each of [tracing, request.tracing]) {
    await assert.rejects(each.start(), /trace[\s\S]*fixture "evidence"/);
    await assert.rejects(each.startChunk(), /trace[\s\S]*fixture "evidence"/);
  }
});

test('a context that records is refused before it is made, any other is made as asked', async () => {
  const { browser, asked } = fakeBrowser();
  await assert.rejects(browser.newContext({ recordHar: { path: 'x' } }), /recordHar/);
  await assert.rejects(browser.newContext({ recordVideo: { dir: 'x' } }), /recordVideo/);
  assert.deepEqual(asked, []);
  await browser.newContext({ locale: 'de' });
  assert.deepEqual(asked, [{ locale: 'de' }]);
});
