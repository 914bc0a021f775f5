import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyOperations, type RealmExport } from '../../../../src/keycloak/change/apply-operations.ts';
import type { AdminOperation } from '../../../../src/keycloak/change/operation.ts';
import { type AdminClient, adminClient } from '../../../../src/provider/keycloak/admin.ts';
import type { AdminTarget } from '../../../../src/provider/keycloak/admin-connection.ts';
import type { RealmChange } from '../../../../src/provider/keycloak/apply-change.ts';
import { canonicalRealm, realmDifferences } from '../../../../src/provider/keycloak/canonical-realm.ts';
import { DEFAULT_VERSION } from '../../../../src/provider/keycloak/keycloak-version.ts';
import { openProofRealm, type ProofRealm } from '../../../../src/provider/keycloak/proof-realm.ts';
import { realmUsers } from '../../../../src/provider/keycloak/realm-users.ts';
import { type KeycloakServer, startKeycloak } from '../../../../src/provider/keycloak/server.ts';
import type { ProvidedUser } from '../../../../src/provider/provider.ts';
import { realmSource } from '../../../../src/provider/realm-source.ts';
import { BARE, CHANGES, PREPARED, post, put, remove } from '../../../keycloak/change/sample.ts';

/** The version to hold the operations against. */
const VERSION = process.env['FLOWPROOF_LIVE_VERSION'] ?? DEFAULT_VERSION;
const OPTIONS = { version: VERSION };
const READY = applyOperations(BARE, PREPARED, OPTIONS);

let server: KeycloakServer;
let target: AdminTarget;
let client: AdminClient;

before(async () => {
  server = await startKeycloak({ version: VERSION, log: () => undefined });
  target = { baseUrl: server.baseUrl, ...server.admin };
  client = adminClient(target);
});

after(async () => {
  await server?.stop();
});

const open = (document: RealmExport, change?: RealmChange) =>
  openProofRealm({ server: target, source: realmSource(document, VERSION), change });
const openWith = (operations: readonly AdminOperation[]) => open(READY, { operations, options: OPTIONS });

const differences = (wanted: RealmExport, found: RealmExport) =>
  realmDifferences(canonicalRealm(wanted), canonicalRealm(found));

/** What an import makes up where a document says nothing: texts of built-in flows, and settings of a client. */
const MADE_UP = new Set(['description', 'webOrigins', 'fullScopeAllowed']);
const said = (document: RealmExport): RealmExport =>
  JSON.parse(JSON.stringify(document, (key, value) => (MADE_UP.has(key) ? undefined : value)));

async function inRealm(realm: ProofRealm, body: (realm: ProofRealm) => Promise<void>): Promise<void> {
  try {
    await body(realm);
  } finally {
    await realm.remove();
  }
}

async function importedExport(document: RealmExport): Promise<RealmExport> {
  const realm = await open(document);
  const exported = await client.exportRealm(realm.realm);
  await realm.remove();
  return exported;
}

for (const [name, operations] of Object.entries(CHANGES)) {
  test(`${name}: the server does what is predicted, and all of it is taken back`, async () => {
    await inRealm(await openWith(operations), async (proof) => {
      const source = await client.exportRealm(proof.realm);
      await proof.apply();
      const live = await client.exportRealm(proof.realm);
      assert.deepEqual(differences(applyOperations(source, operations, OPTIONS), live), []);
      const predicted = await importedExport(applyOperations(READY, operations, OPTIONS));
      assert.deepEqual(differences(said(predicted), said(live)), []);
      const { fingerprint, equal, left_behind } = await proof.rollback();
      assert.deepEqual(
        { fingerprint, equal, left_behind },
        { fingerprint: proof.source_fingerprint, equal: true, left_behind: [] },
      );
    });
  });
}

test('the copies of every built-in flow are those that the server makes', async () => {
  const names = ['direct grant', 'reset credentials', 'first broker login', 'registration', 'browser'];
  const operations = names.map((name) => post(`/authentication/flows/${name}/copy`, { newName: `my own ${name}` }));
  await inRealm(await openWith(operations), async (proof) => {
    const source = await client.exportRealm(proof.realm);
    await proof.apply();
    assert.deepEqual(
      differences(applyOperations(source, operations, OPTIONS), await client.exportRealm(proof.realm)),
      [],
    );
    assert.equal((await proof.rollback()).equal, true);
  });
});

const person = (username: string, more: Partial<ProvidedUser> = {}): ProvidedUser => ({
  username,
  enabled: true,
  emailVerified: false,
  attributes: {},
  requiredActions: [],
  realmRoles: ['a'],
  clientRoles: {},
  groups: [],
  credentials: [],
  ...more,
});

test('a target replaces the realm, and a rollback brings the source back without the users of either', async () => {
  const other = realmSource({ ...READY, loginWithEmailAllowed: false, browserFlow: 'my browser' }, VERSION);
  await inRealm(await open(READY, { target: other }), async (proof) => {
    await proof.apply();
    const changed = await client.exportRealm(proof.realm);
    assert.deepEqual([changed['browserFlow'], changed['loginWithEmailAllowed']], ['my browser', false]);
    assert.deepEqual(await Promise.all(proof.names.map((name) => client.hasRealm(name))), [true, true]);
    await client.importUsers(proof.realm, [person('anna'), person('off', { enabled: false })]);
    const { equal, left_behind } = await proof.rollback();
    assert.deepEqual([equal, left_behind], [true, []]);
    assert.equal((await realmUsers({ client, realm: proof.realm })).size, 0);
    assert.deepEqual(await Promise.all(proof.names.map((name) => client.hasRealm(name))), [true, false]);
  });
});

test('a target that the server refuses leaves the source where it was', async () => {
  const refused = realmSource({ ...READY, browserFlow: 'no flow of this name' }, VERSION);
  await inRealm(await open(READY, { target: refused }), async (proof) => {
    await assert.rejects(proof.apply(), { code: 'keycloak-failed' });
    const { equal, left_behind } = await proof.rollback();
    assert.deepEqual([equal, left_behind], [true, []]);
    assert.deepEqual(await Promise.all(proof.names.map((name) => client.hasRealm(name))), [true, false]);
  });
});

test('two proofs of a document with ids run at once, and each takes back its own', async () => {
  const document = await importedExport(READY);
  const changes = [CHANGES['a client'], CHANGES['executions that go']].map((change) => change ?? []);
  const proofs = await Promise.all(changes.map((operations) => open(document, { operations, options: OPTIONS })));
  assert.equal(new Set(proofs.map(({ realm }) => realm)).size, 2);
  assert.equal(proofs[0]?.source_fingerprint, proofs[1]?.source_fingerprint);
  const exports = () => Promise.all(proofs.map((proof) => client.exportRealm(proof.realm)));
  const sources = await exports();
  await Promise.all(proofs.map((proof) => proof.apply()));
  for (const [index, live] of (await exports()).entries()) {
    const predicted = applyOperations(sources[index] ?? document, changes[index] ?? [], OPTIONS);
    assert.deepEqual(differences(predicted, live), []);
  }
  const back = await Promise.all(proofs.map((proof) => proof.rollback()));
  assert.deepEqual(
    back.map(({ equal }) => equal),
    [true, true],
  );
  await Promise.all(proofs.map((proof) => proof.remove()));
});

test('what does not apply is refused before anything is sent', async () => {
  const operations = [put('/', { rememberMe: true }), remove('/authentication/flows/nobody')];
  await inRealm(await openWith(operations), async (proof) => {
    await assert.rejects(proof.apply(), /no flow "nobody"/);
    assert.equal((await client.exportRealm(proof.realm))['rememberMe'], false);
  });
});

test('what nothing takes back is refused before anything is sent', async () => {
  const operations = [put('/', { rememberMe: true }), remove('/roles/a')];
  await inRealm(await openWith(operations), async (proof) => {
    await assert.rejects(proof.apply(), /nothing takes this operation back/);
    assert.equal((await client.exportRealm(proof.realm))['rememberMe'], false);
  });
});

test('a step that cannot be taken back is said, with what is left and how to remove it, and the other steps are taken back', async () => {
  const operations = [
    put('/', { rememberMe: true }),
    post('/authentication/flows', { alias: 'second flow' }),
    put('/', { verifyEmail: true }),
  ];
  await inRealm(await openWith(operations), async (proof) => {
    await proof.apply();
    // The flow is bound behind the back of the proof, so that the server refuses to delete it.
    await client.send({ method: 'PUT', path: `/realms/${proof.realm}`, body: { directGrantFlow: 'second flow' } });
    const { equal, fingerprint, left_behind } = await proof.rollback();
    assert.equal(equal, false);
    assert.notEqual(fingerprint, proof.source_fingerprint);
    const text = left_behind.join('\n');
    assert.match(text, /not taken back: POST \/authentication\/flows: /);
    assert.match(text, /authenticationFlows\[second flow\] is added/);
    assert.match(text, new RegExp(`DELETE /admin/realms/${proof.realm}`));
    const present = await client.exportRealm(proof.realm);
    assert.deepEqual([present['rememberMe'], present['verifyEmail']], [false, false]);
  });
});

test('service accounts of a source stay, and those that came with personas go', async () => {
  const job = { clientId: 'job', publicClient: false, standardFlowEnabled: false, serviceAccountsEnabled: true };
  await inRealm(await open({ ...READY, clients: [job] }), async (proof) => {
    await client.importUsers(proof.realm, [person('robot', { serviceAccountClientId: 'job' })]);
    assert.equal((await realmUsers({ client, realm: proof.realm })).size, 2);
    assert.equal((await proof.rollback()).equal, true);
    assert.deepEqual([...(await realmUsers({ client, realm: proof.realm })).values()], ['service-account-job']);
  });
});

test('a server that died is told by a rollback that never throws', async () => {
  const proof = await openWith([put('/', { rememberMe: true })]);
  await proof.apply();
  await server.stop();
  const { equal, fingerprint, left_behind } = await proof.rollback();
  assert.deepEqual([equal, fingerprint], [false, '']);
  assert.match(left_behind.join('\n'), /not taken back: PUT \/: no Keycloak answers/);
  assert.match(left_behind.join('\n'), new RegExp(`delete the realm: DELETE /admin/realms/${proof.realm}`));
});
