import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readRealmSource } from '../../../src/provider/realm-source.ts';
import { REALM, serverAdmin } from './server.ts';

const flows = (name: string): string => fileURLToPath(new URL(`../../../flows/realms/${name}`, import.meta.url));

/** The source realm, changed into the target by its replacement, changed back, and deleted at the end: what the proof does. */
// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup as default export
export default async function importRealm(): Promise<() => Promise<void>> {
  const admin = serverAdmin();
  const realm = `bench-${randomBytes(4).toString('hex')}`;
  const source = readRealmSource(flows('flowproof-demo-before.json'), '26.7.3');
  const target = readRealmSource(flows('flowproof-demo.json'), '26.7.3');
  const replace = async (document: typeof source.document): Promise<void> => {
    await admin.deleteRealm(realm);
    await admin.createRealm({ ...document, realm });
  };
  await admin.createRealm({ ...source.document, realm });
  await replace(target.document);
  process.env[REALM] = realm;
  return async () => {
    await replace(source.document);
    await admin.deleteRealm(realm);
  };
}
