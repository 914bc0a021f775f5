import { test as base, type Page } from '@playwright/test';
import { startPortal } from '../../../src/provider/portal/portal.ts';
import { type KindName, newPerson, type Person } from '../plain/people.ts';
import { BASE_URL, REALM, serverAdmin } from './server.ts';

interface Stage {
  readonly admin: ReturnType<typeof serverAdmin>;
  /** Address of the application. */
  readonly portal: string;
}

/** Takes a plain picture of the page for the report. */
type Picture = (page: Page) => Promise<void>;

/** The application of one worker, a new user per call, and pictures: what such a suite needs without any plugin. */
export const test = base.extend<{ person: (kind: KindName) => Promise<Person>; picture: Picture }, { stage: Stage }>({
  stage: [
    // Playwright reads the names of the fixtures from this pattern; there are none.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const portal = await startPortal({ issuer: `${BASE_URL}/realms/${process.env[REALM]}`, clientId: 'portal' });
      await use({ admin: serverAdmin(), portal: portal.url });
      await portal.stop();
    },
    { scope: 'worker' },
  ],
  person: async ({ stage }, use) => {
    await use(async (kind) => {
      const { person, user } = newPerson(kind);
      await stage.admin.importUsers(process.env[REALM] ?? '', [user]);
      return person;
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  picture: async ({}, use, testInfo) => {
    await use(async (page) => {
      await testInfo.attach('page', { body: await page.screenshot(), contentType: 'image/png' });
    });
  },
});
