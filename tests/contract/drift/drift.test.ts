import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftBetween } from '../../../src/contract/drift/drift.ts';
import { changeText } from '../../../src/contract/drift/drift-text.ts';
import { contractRealms, groundOn } from '../../../src/run/contract-realms.ts';
import { openContract } from '../../../src/run/contract-text.ts';
import { liveGround } from '../../../src/run/live-ground.ts';

const source = openContract('mfa-rollout', 'flows/contracts');
const { after } = contractRealms(source);

type Json = Record<string, unknown>;
interface Execution extends Json {
  authenticator?: string;
  requirement: string;
}
interface Document extends Json {
  authenticationFlows: { alias: string; authenticationExecutions: Execution[] }[];
  authenticatorConfig: { alias: string; config: Record<string, string> }[];
  groups: { name: string; realmRoles: string[] }[];
  clients: Json[];
}

/** The drift that comes of changing the contract's own realm. */
function driftOf(change: (document: Document) => void, version = after.version) {
  const document = structuredClone(after.document) as unknown as Document;
  change(document);
  const live = liveGround(source, { document: { ...document, realm: 'live' }, version }, after.document.realm);
  const drift = driftBetween(groundOn(source, after), live.ground);
  return {
    personas: drift.personas.map(({ persona }) => persona),
    because: [...new Set(drift.personas.flatMap((each) => each.because.map(changeText)))],
    idle: drift.idle.map(changeText),
    drift,
  };
}

const row = (document: Document, flow: string, authenticator: string): Execution => {
  const rows = document.authenticationFlows.find(({ alias }) => alias === flow)?.authenticationExecutions;
  const found = rows?.find((each) => each.authenticator === authenticator);
  assert.ok(found);
  return found;
};

test('the same realm has not drifted, whatever it is called', () => {
  const { personas, idle, drift } = driftOf(() => {});
  assert.deepEqual([personas, idle, drift.unknown], [[], [], []]);
});

test('one row names the persona, both predictions, the way to where they differ, and itself', () => {
  const { personas, because, idle, drift } = driftOf((document) => {
    row(document, 'portal challenge', 'auth-otp-form').requirement = 'DISABLED';
  });
  assert.deepEqual(personas, ['staff-with-both']);
  assert.deepEqual(because, ['execution portal challenge/auth-otp-form changed (requirement: ALTERNATIVE → DISABLED)']);
  assert.deepEqual(idle, []);
  const [changed] = drift.personas;
  assert.deepEqual(changed?.contract, ['login', 'login-otp', 'callback']);
  assert.deepEqual(changed?.live, ['login', 'login-recovery-authn-code-input', 'callback']);
  assert.equal(changed?.after, 'login (password right) > login-recovery-authn-code-input');
});

test('what only matters together with something else is not said to change nothing', () => {
  const { drift, because } = driftOf((document) => {
    row(document, 'portal challenge', 'auth-otp-form').requirement = 'DISABLED';
    row(document, 'portal enrollment', 'auth-otp-form').requirement = 'DISABLED';
  });
  const changed = drift.personas.find(({ persona }) => persona === 'staff-with-otp');
  assert.equal(changed?.together, true);
  assert.equal(changed?.because.length, 2);
  assert.equal(because.length, 2);
});

test('a lock that comes earlier is found, though the promised way stays', () => {
  const { drift, because } = driftOf((document) => {
    document['failureFactor'] = 2;
  });
  assert.deepEqual(because, ['brute-force setting brute_force.failure_factor changed (3 → 2)']);
  const changed = drift.personas.find(({ persona }) => persona === 'contractor');
  assert.deepEqual(changed?.contract, changed?.live);
  assert.match(changed?.after ?? '', /password wrong\) > login \(password wrong\)/);
});

test('what a group grants reaches the personas in it', () => {
  const { personas, because } = driftOf((document) => {
    for (const group of document.groups) group.realmRoles = [];
  });
  assert.deepEqual(personas, ['staff-with-otp', 'staff-first-login', 'staff-with-recovery-codes', 'staff-with-both']);
  assert.ok(
    because.every((each) => /^grants of the persona staff-[\w-]+ changed \(roles: − mfa-required\)$/.test(each)),
    because.join('\n'),
  );
});

test('a config, a client, a required action: each is named', () => {
  const config = driftOf((document) => {
    for (const each of document.authenticatorConfig)
      if (each.alias === 'needs a second factor') each.config['condUserRole'] = 'nobody';
  });
  assert.ok(
    config.because.some((each) => each.includes('config.condUserRole: mfa-required → nobody')),
    config.because.join('\n'),
  );
  const client = driftOf((document) => {
    for (const each of document.clients) if (each['clientId'] === 'portal') each['enabled'] = false;
  });
  assert.ok(client.because.includes('client portal changed (enabled: true → false)'));
  const action = driftOf((document) => {
    const totp = {
      alias: 'CONFIGURE_TOTP',
      name: 'Totp',
      providerId: 'CONFIGURE_TOTP',
      enabled: false,
      defaultAction: false,
      priority: 10,
    };
    document['requiredActions'] = [totp];
  });
  assert.ok(action.personas.includes('staff-first-login'));
  assert.ok(
    action.because.some((each) => each.startsWith('required action CONFIGURE_TOTP')),
    action.because.join('\n'),
  );
});

test('what changes nobody’s sign-in is counted, and no drift', () => {
  const { personas, idle } = driftOf((document) => {
    document['ssoSessionIdleTimeout'] = 1234;
    document.clients.push({ clientId: 'another', secret: 'hunter2', redirectUris: [] });
  });
  assert.deepEqual(personas, []);
  assert.deepEqual(idle, ['setting sso_idle_s changed (1800 → 1234)', 'client another added']);
});

test('what may be a secret is not shown, only that it is another one', () => {
  const { idle } = driftOf((document) => {
    for (const each of document.clients) each['attributes'] = { 'my.token.salt': 'hunter2' };
  });
  assert.ok(idle.length > 0);
  assert.doesNotMatch(idle.join(), /hunter2/);
});

test('another server line is a change like any other', () => {
  const { because, idle } = driftOf(() => {}, '25');
  assert.ok(
    [...because, ...idle].includes('server version version changed (26.7.3 → 25)'),
    [...because, ...idle].join('\n'),
  );
});
