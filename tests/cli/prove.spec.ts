import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { once } from '../kit/once.ts';
import { contractFile, proofFolder, provedIn, removeProofFolders, startProof } from '../kit/proofs.ts';

test.afterAll(() => removeProofFolders());

const EMBEDDED = ['--provider', 'embedded', '--workers', '1'];

const proved = once(async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['contractor', 'denied']);
  const ended = await startProof([contract, ...EMBEDDED, '--out', packet, '--json']).ended;
  return { packet, ended };
});

test('a rehearsal ends with 0, and says what it does not prove', async () => {
  const { packet, ended } = await proved();
  expect(ended.exitCode, ended.stderr).toBe(0);
  const { proof, summary } = provedIn(packet);
  expect(proof.outcome.status).toBe('rehearsed');
  expect(proof.outcome.reason).toContain('nothing is proved of a server');
  expect(proof.non_live_proof.state).toBe('unmet');
  expect(summary.gates.find(({ id }) => id === 'non-live-proof')?.state).toBe('shut');
  expect(summary.verdict.status).toBe('not_readiness_evidence');
});

test('--json is all that stands on standard output, with the three rows of each persona', async () => {
  const { ended } = await proved();
  const told = JSON.parse(ended.stdout);
  expect(told.outcome.status).toBe('rehearsed');
  expect(told.journeys.map((journey: { persona: string }) => journey.persona).sort()).toEqual(['contractor', 'denied']);
  expect(Object.keys(told.journeys[0])).toEqual(expect.arrayContaining(['promised', 'predicted', 'observed']));
});

test('import, change and rollback of the embedded provider are told as what they are', async () => {
  const { packet } = await proved();
  const { proof, run } = provedIn(packet);
  const states = Object.fromEntries(proof.steps.map(({ phase, state }) => [phase, state]));
  expect(states).toEqual({
    ...{ import: 'not_needed', read_back: 'not_needed', change: 'not_needed', drive: 'done' },
    ...{ roll_back: 'not_needed', read_again: 'not_needed', remove: 'not_needed' },
  });
  expect(run.proof?.server).toBe('The embedded provider: no server');
});

test('contract, diagrams, source realm and changed realm lie in the packet, without users', async () => {
  const { packet } = await proved();
  const flows = join(packet, 'data', 'flows');
  expect(
    readdirSync(flows, { recursive: true })
      .filter((name) => String(name).includes('.'))
      .sort(),
  ).toEqual([
    'contracts/mfa-rollout.yaml',
    'diagrams/mfa-rollout-contractor.svg',
    'diagrams/mfa-rollout-denied.svg',
    'realms/after-change/flowproof-demo.json',
    'realms/source/flowproof-demo-before.json',
  ]);
  const realm = JSON.parse(readFileSync(join(flows, 'realms/source/flowproof-demo-before.json'), 'utf8'));
  expect(realm.users).toBeUndefined();
});

test('the page answers the question of the proof before that of the matrix', async () => {
  const { packet } = await proved();
  const page = readFileSync(join(packet, 'index.html'), 'utf8');
  expect(page).toContain('Does the change do what the contract mfa-rollout promises?');
  expect(page).toMatch(/<h1 id="decision">.*Rehearsed<\/h1>/);
  expect(page.indexOf('id="decision"')).toBeLessThan(page.indexOf('For UAT: Not readiness evidence'));
});

test('a journey that goes elsewhere contradicts, and the first differing step is named', async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['contractor', 'denied'], ({ expected_states }) => {
    expected_states.contractor = ['login', 'mfa_challenge', 'callback'];
  });
  const { exitCode, stdout } = await startProof([contract, ...EMBEDDED, '--out', packet]).ended;
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Contradicted');
  const { proof } = provedIn(packet);
  expect(proof.outcome.reason).toContain('contractor, step 2: promised mfa_challenge, observed callback/callback');
  expect(proof.results.map(({ state }) => state).sort()).toEqual(['agreed', 'contradicted']);
});

test('at the first stop condition nothing further is driven, and the packet says why', async () => {
  const packet = join(proofFolder(), 'packet');
  const personas = ['staff-with-otp', 'contractor', 'denied'];
  const contract = contractFile('mfa-rollout', personas, ({ stop_rollback }) => {
    stop_rollback.stop_conditions = [
      { when: 'reaches', states: ['mfa_challenge'], except: ['contractor'], says: 'Somebody is asked for a code' },
    ];
  });
  const { exitCode, stdout } = await startProof([contract, ...EMBEDDED, '--out', packet]).ended;
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Stopped');
  const { proof, summary } = provedIn(packet);
  expect(proof.stop).toEqual({
    when: 'reaches',
    says: 'Somebody is asked for a code',
    persona: 'staff-with-otp',
    page: 'login-otp',
  });
  expect(proof.results.map(({ persona, state }) => `${persona} ${state}`)).toEqual([
    'staff-with-otp stopped',
    'contractor not_driven',
    'denied not_driven',
  ]);
  const idle = summary.tests.filter(({ outcome }) => outcome === 'did_not_run');
  expect(idle.map(({ reason }) => reason)).toEqual(Array(2).fill('Not driven: Somebody is asked for a code'));
});

test('a second proof into the same folder is refused while the first is made', async () => {
  const folder = proofFolder();
  const args = [contractFile('mfa-rollout', ['contractor', 'denied']), ...EMBEDDED, '--out', join(folder, 'packet')];
  const first = startProof(args);
  await first.heard(/tests?, 1 worker/);
  const second = await startProof(args).ended;
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toContain('another proof is being made into this folder');
  expect((await first.ended).exitCode).toBe(0);
  expect(readdirSync(folder)).toEqual(['packet']);
});

test('Ctrl-C leaves a packet that says so, and no proof', async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['staff-with-otp', 'contractor', 'denied']);
  const running = startProof([contract, ...EMBEDDED, '--out', packet]);
  await running.heard(/1 of 3/);
  running.interrupt();
  const { exitCode } = await running.ended;
  expect([1, 130]).toContain(exitCode);
  const { proof, summary } = provedIn(packet);
  expect(summary.verdict.status).toBe('interrupted');
  expect(proof.outcome).toMatchObject({ status: 'incomplete' });
  expect(proof.outcome.reason).toMatch(/^It was interrupted\./);
});

test('a contract that does not fit its realm is refused before anything runs', async () => {
  const packet = join(proofFolder(), 'packet');
  const contract = contractFile('mfa-rollout', ['contractor'], ({ provider_state }) => {
    provider_state.client = 'portall';
  });
  const { exitCode, stderr } = await startProof([contract, ...EMBEDDED, '--out', packet]).ended;
  expect(exitCode).toBe(2);
  expect(stderr).toContain('portall');
  expect(existsSync(packet)).toBe(false);
});

test('a realm whose users lie in a directory is refused before anything is sent', async () => {
  const folder = proofFolder();
  const contract = contractFile('mfa-rollout', ['contractor'], ({ provider_state }) => {
    const realm = JSON.parse(readFileSync(provider_state.realm, 'utf8'));
    realm.components = { 'org.keycloak.storage.UserStorageProvider': [{ name: 'ldap', providerId: 'ldap' }] };
    provider_state.realm = join(folder, 'realm.json');
    writeFileSync(provider_state.realm, JSON.stringify(realm));
  });
  const { exitCode, stderr } = await startProof([contract, '--out', join(folder, 'packet')]).ended;
  expect(exitCode).toBe(2);
  expect(stderr).toContain('user storage provider');
  expect(readdirSync(folder)).toEqual(['realm.json']);
});

for (const [name, args, message] of [
  ['--url with the embedded provider', ['--provider', 'embedded', '--url', 'http://localhost:1'], '--url names'],
  ['--url without an administrator', ['--url', 'http://localhost:1'], 'FLOWPROOF_ADMIN_USERNAME'],
  ['--url with credentials in it', ['--url', 'http://me:hidden@localhost:1'], 'no address of a server'],
  ['--url without encryption', ['--url', 'http://sso.example.org'], 'would travel in clear'],
  ['no number of workers', ['--workers', '0'], 'expected a number from 1 to 99'],
] as const) {
  test(`${name} is misuse`, async () => {
    const { exitCode, stderr } = await startProof(['mfa-rollout', ...args, '--out', join(proofFolder(), 'p')]).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hidden');
  });
}
