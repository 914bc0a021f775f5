import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { type Embedded, startEmbedded } from '../../../src/provider/embedded/start-embedded.ts';
import { startPortal } from '../../../src/provider/portal/portal.ts';
import { readRealmSource } from '../../../src/provider/realm-source.ts';
import { addPerson, type KindName, type Person } from './people.ts';

const REALM = fileURLToPath(new URL('../../../flows/realms/flowproof-demo.json', import.meta.url));

interface Stage {
  readonly provider: Embedded;
  /** Address of the application. */
  readonly portal: string;
}

/** Provider and application of one worker, and a new user per call: what such a suite needs without any plugin. */
export const test = base.extend<{ person: (kind: KindName) => Person }, { stage: Stage }>({
  stage: [
    // Playwright reads the names of the fixtures from this pattern; there are none.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const { document, version } = readRealmSource(REALM, '26.7.3');
      const provider = await startEmbedded({ realm: document, version });
      const portal = await startPortal({ issuer: provider.issuer, clientId: 'portal' });
      await use({ provider, portal: portal.url });
      await portal.stop();
      await provider.stop();
    },
    { scope: 'worker' },
  ],
  person: async ({ stage }, use) => {
    await use((kind) => addPerson(stage.provider, kind));
  },
});
