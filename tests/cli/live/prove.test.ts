import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type AdminClient, adminClient } from '../../../src/provider/keycloak/admin.ts';
import { DEFAULT_VERSION } from '../../../src/provider/keycloak/keycloak-version.ts';
import { type KeycloakServer, startKeycloak } from '../../../src/provider/keycloak/server.ts';
import freshDist from '../../kit/fresh-dist.ts';
import { contractFile, proofFolder, provedIn, removeProofFolders, startProof } from '../../kit/proofs.ts';

const MINUTES = 60_000;
let server: KeycloakServer;
let admin: AdminClient;

before(async () => {
  freshDist();
  server = await startServer();
  admin = adminClient({ baseUrl: server.baseUrl, ...server.admin });
});

after(async () => {
  await server?.stop();
  removeProofFolders();
});

function startServer(): Promise<KeycloakServer> {
  return startKeycloak({ version: DEFAULT_VERSION, log: () => undefined });
}

const credentials = ({ admin: { username, password } }: KeycloakServer) => ({
  FLOWPROOF_ADMIN_USERNAME: username,
  FLOWPROOF_ADMIN_PASSWORD: password(),
});

const startOn = (at: KeycloakServer, ...args: readonly string[]) =>
  startProof([...args, '--url', at.baseUrl], credentials(at));

async function realmNames(): Promise<string[]> {
  const { body } = await admin.send({ method: 'GET', path: '/realms?briefRepresentation=true' });
  return z
    .array(z.object({ realm: z.string() }))
    .parse(body)
    .map(({ realm }) => realm);
}

/** The realm of the proof that runs, as soon as it is there. */
async function realmOfProof(): Promise<string> {
  return until(async () => (await realmNames()).find((name) => name !== 'master'));
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error('it did not come within two minutes');
}

test('mfa-rollout is proved: all rows agree, the fingerprint is the one from before, no realm is left', {
  timeout: 10 * MINUTES,
}, async () => {
  const packet = join(proofFolder(), 'packet');
  const ended = await startOn(server, 'mfa-rollout', '--out', packet).ended;
  assert.equal(ended.exitCode, 0, ended.stdout + ended.stderr);
  const { proof, run, summary } = provedIn(packet);
  assert.equal(proof.outcome.status, 'proved');
  assert.equal(proof.fingerprint_equal, true);
  assert.match(run.proof?.source_fingerprint ?? '', /^[0-9a-f]{64}$/);
  assert.equal(run.proof?.source_fingerprint, run.proof?.fingerprint_after_rollback);
  assert.ok(proof.steps.every(({ state }) => state === 'done'));
  assert.equal(proof.non_live_proof.state, 'met');
  assert.deepEqual(summary.lanes, ['disposable']);
  assert.deepEqual(await realmNames(), ['master']);
  const secret = server.admin.password();
  for (const name of readdirSync(packet, { recursive: true, withFileTypes: true }))
    if (name.isFile()) assert.ok(!readFileSync(join(name.parentPath, name.name)).includes(secret), name.name);
  assert.ok(!(ended.stdout + ended.stderr).includes(secret));
});

test('two proofs at once on one server do not disturb each other', { timeout: 10 * MINUTES }, async () => {
  const packets = [join(proofFolder(), 'packet'), join(proofFolder(), 'packet')];
  const contracts = [
    contractFile('mfa-rollout', ['staff-first-login', 'contractor']),
    contractFile('step-up', ['with-phone', 'disabled']),
  ];
  const running = packets.map((packet, at) => startOn(server, contracts[at] ?? '', '--workers', '1', '--out', packet));
  const ended = await Promise.all(running.map((proof) => proof.ended));
  assert.deepEqual(
    ended.map(({ exitCode }) => exitCode),
    [0, 0],
    ended.map(({ stdout }) => stdout).join('\n'),
  );
  assert.deepEqual(
    packets.map((packet) => provedIn(packet).proof.fingerprint_equal),
    [true, true],
  );
  assert.deepEqual(await realmNames(), ['master']);
});

test('a server of another version is refused before anything is imported', async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['contractor'], ({ provider_state }) => {
    provider_state.version = '26.7.2';
  });
  const { exitCode, stderr } = await startOn(server, contract, '--out', packet).ended;
  assert.equal(exitCode, 2, stderr);
  assert.match(stderr, new RegExp(`the server is Keycloak ${DEFAULT_VERSION}; nothing was imported`));
  assert.equal(existsSync(packet), false);
});

test('a rollback that fails is loud, and names what is not as it was; the realm is removed all the same', {
  timeout: 10 * MINUTES,
}, async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('step-up', ['without-second-factor']);
  const running = startOn(server, contract, '--workers', '1', '--out', packet);
  await running.heard(/1 tests?, 1 worker/);
  const realm = await realmOfProof();
  const client = { clientId: 'intruder', publicClient: true };
  await admin.send({ method: 'POST', path: `/realms/${realm}/clients`, body: client });
  const { exitCode, stderr, stdout } = await running.ended;
  assert.equal(exitCode, 1, stdout);
  assert.match(stderr, /NOT ROLLED BACK: .*intruder/);
  const { proof, run } = provedIn(packet);
  assert.equal(proof.outcome.status, 'incomplete');
  assert.match(proof.outcome.next_action, /identity-engineering/);
  assert.equal(proof.fingerprint_equal, false);
  assert.ok(run.proof?.not_rolled_back.some((line) => line.includes('intruder')));
  assert.deepEqual(run.proof?.left_behind, []);
  assert.deepEqual(await realmNames(), ['master']);
});

test('a persona whose password the server refuses is named as such', { timeout: 10 * MINUTES }, async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['staff-with-otp']);
  const running = startOn(server, contract, '--workers', '1', '--out', packet);
  await running.heard(/1 tests?, 1 worker/);
  const realm = await realmOfProof();
  const found = z.array(z.object({ id: z.string(), username: z.string() }));
  const user = await until(async () => {
    const { body } = await admin.send({ method: 'GET', path: `/realms/${realm}/users` });
    return found.parse(body).find(({ username }) => username.startsWith('staff-with-otp'));
  });
  const body = { type: 'password', value: 'another-one-0123456789', temporary: false };
  await admin.send({ method: 'PUT', path: `/realms/${realm}/users/${user.id}/reset-password`, body });
  const { exitCode, stdout } = await running.ended;
  assert.equal(exitCode, 1, stdout);
  const { proof } = provedIn(packet);
  assert.equal(proof.outcome.status, 'contradicted');
  assert.match(proof.results[0]?.reason ?? '', /the provider refused the password it was given/);
  assert.deepEqual(await realmNames(), ['master']);
});

test('Ctrl-C takes the change back and removes the realm', { timeout: 10 * MINUTES }, async () => {
  const packet = join(proofFolder(), 'packet');
  const running = startOn(server, 'mfa-rollout', '--workers', '1', '--out', packet);
  await running.heard(/1 of 9/);
  running.interrupt();
  const { exitCode, stdout } = await running.ended;
  assert.equal(exitCode, 130, stdout);
  const { proof, summary } = provedIn(packet);
  assert.equal(summary.verdict.status, 'interrupted');
  assert.match(proof.outcome.reason, /^It was interrupted\. [1-8] of 9 personas/);
  assert.equal(proof.fingerprint_equal, true);
  assert.deepEqual(await realmNames(), ['master']);
});

test('a server that dies under a proof leaves a packet that says how far it came, and what may be left', {
  timeout: 15 * MINUTES,
}, async () => {
  const dying = await startServer();
  const packet = join(proofFolder(), 'packet');
  const running = startOn(dying, 'mfa-rollout', '--workers', '1', '--out', packet);
  await running.heard(/2 of 9/);
  await dying.stop();
  const { exitCode, stdout } = await running.ended;
  assert.equal(exitCode, 1, stdout);
  const { proof, run } = provedIn(packet);
  assert.equal(proof.outcome.status, 'incomplete');
  assert.match(proof.outcome.reason, /^The server no longer answers\. [2-8] of 9 personas driven to the end\./);
  assert.deepEqual(
    proof.steps.map(({ phase, state }) => `${phase} ${state}`),
    ['import', 'read_back', 'change']
      .map((phase) => `${phase} done`)
      .concat(['drive', 'roll_back', 'read_again', 'remove'].map((phase) => `${phase} failed`)),
  );
  const states = proof.results.map(({ state }) => state);
  assert.ok(states.includes('not_driven'), states.join());
  assert.ok(!states.includes('contradicted'), states.join());
  assert.match(
    run.proof?.left_behind.join() ?? '',
    /the realm flowproof-demo-\S+ may be left on http:.*kcadm\.sh delete realms\//,
  );
});
