import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from '../src/setup/browser.ts';

/** The plugin's own specs: what can only be seen in a browser, or in a Playwright run started for the purpose. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: ['flows/**', '.inline/**', 'bench/logins/**'],
  globalSetup: './kit/fresh-dist.ts',
  outputDir: '../test-results/own',
  reporter: 'list',
  workers: 2,
  timeout: 180_000,
  use: { launchOptions: launchOptions(findBrowser()) },
});
