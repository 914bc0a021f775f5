import { defineFlowConfig } from './src/config.ts';

/** The shipped journeys. `FLOWPROOF_PROVIDER=keycloak` plays them on a disposable Keycloak instead of the embedded provider. */
export default defineFlowConfig({
  testDir: 'tests/flows',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: [['html', { open: 'never' }]],
  use: { viewport: { width: 1280, height: 720 } },
});
