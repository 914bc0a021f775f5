import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from '../../../src/setup/browser.ts';

/** The sign-ins of `mfa-rollout` on a running Keycloak without this plugin: same tests, workers and browser. */
export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  reporter: 'list',
  globalSetup: './import-realm.ts',
  use: { viewport: { width: 1280, height: 720 }, launchOptions: launchOptions(findBrowser()) },
});
