import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from '../../../src/setup/browser.ts';

/** The shipped journeys without this plugin: the same tests, workers and browser, and nothing of a packet. */
export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: { viewport: { width: 1280, height: 720 }, launchOptions: launchOptions(findBrowser()) },
});
