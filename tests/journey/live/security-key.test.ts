import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Contract } from '../../../src/contract/contract.ts';
import { planCover } from '../../../src/contract/cover-plan.ts';
import { personaMachine } from '../../../src/contract/foresee.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { walkText } from '../../../src/contract/walk.ts';
import { DEFAULT_VERSION } from '../../../src/provider/keycloak/keycloak-version.ts';
import { flowOf, forms, type Row, step } from '../../keycloak/realm-kit.ts';
import { type Live, startLive } from '../../kit/live-walks.ts';

let live: Live;
before(async () => {
  live = await startLive(DEFAULT_VERSION);
});
after(async () => {
  await live?.stop();
});

interface Owner {
  readonly id: string;
  readonly credentials: readonly string[];
  readonly expected: readonly string[];
}

function contractOf(owners: readonly Owner[]): Contract {
  const contract = {
    version: 1,
    id: 'security-key',
    title: 'Whoever signs in has a security key',
    provider_state: {
      provider: 'keycloak',
      version: DEFAULT_VERSION,
      realm: 'security-key.json',
      client: 'portal',
      redirect_uri: 'http://127.0.0.1/callback',
    },
    identity_graph: {
      personas: owners.map(({ id, credentials }) => ({ id, description: id, credentials })),
    },
    expected_states: Object.fromEntries(owners.map(({ id, expected }) => [id, expected])),
    helper_state_machine: {
      journey: 'login',
      unknown_state: 'stop',
      artifacts: ['redacted_screenshot'],
      redaction: 'allow_list',
    },
    non_live_proof: { lane: 'disposable', max_age: 'P30D' },
    stop_rollback: {
      stop_conditions: [{ when: 'unknown_page', says: 'An unknown page appears' }],
      rollback_owner: 'identity-engineering',
      delete_owner: 'identity-engineering',
      source_realm_readback: 'read back',
      cleanup: 'deleted',
      evidence_handback: 'handed over',
    },
  };
  return parseContract(JSON.stringify(contract), 'security-key.yaml');
}

function documentOf(...rows: readonly Row[]) {
  return {
    realm: 'security-key',
    enabled: true,
    clients: [{ clientId: 'portal', publicClient: true, redirectUris: ['http://127.0.0.1/callback'] }],
    ...flowOf(forms(...rows)),
  };
}

interface Walked {
  /** What was seen at the end of each walk, by title. */
  readonly ends: ReadonlyMap<string, string>;
  /** Texts that were seen anywhere. */
  readonly texts: ReadonlySet<string>;
}

/** Follows every walk of a cover. */
async function everyWalk(contract: Contract, document: ReturnType<typeof documentOf>): Promise<Walked> {
  const realm = await live.open({ contract, document });
  const { personas } = contract.identity_graph;
  const machines = personas.map((persona) => personaMachine({ contract, realm: realm.realm }, persona));
  const plan = planCover(machines);
  assert.equal(plan.covered + plan.undrivable.length + plan.unreached.length, plan.transitions);
  const ends = new Map<string, string>();
  const texts = new Set<string>();
  try {
    for (const { persona, title, walk } of plan.walks) {
      const { first_difference, reason, observed } = await realm.walk(walk);
      assert.equal(first_difference, -1, `${persona}: ${reason}\n${walkText(walk)}`);
      ends.set(`${persona}: ${title}`, observed.steps.at(-1)?.page ?? '');
      for (const { message } of observed.steps) if (message !== undefined) texts.add(message.split('. ')[0] ?? '');
    }
  } finally {
    await realm.close();
  }
  return { ends, texts };
}

test('a key as second factor: its owner signs in with it, whoever has none registers one, and both may cancel', async () => {
  const contract = contractOf([
    { id: 'owner', credentials: ['password', 'webauthn'], expected: ['login', 'mfa_challenge', 'callback'] },
    { id: 'newcomer', credentials: ['password'], expected: ['login', 'mfa_enrollment', 'callback'] },
  ]);
  const { ends, texts } = await everyWalk(
    contract,
    documentOf(step('auth-username-password-form'), step('webauthn-authenticator')),
  );
  const [challenge, enrolment] = [
    'login (password right) > webauthn-authenticate',
    'login (password right) > webauthn-register',
  ];
  assert.equal(ends.get(`owner: ${challenge} (passkey right) > callback`), 'callback');
  assert.equal(ends.get(`newcomer: ${enrolment} (enroll right) > callback`), 'callback');
  assert.ok(texts.has('Failed to authenticate by the Passkey'), 'the owner cancelled');
  assert.ok(texts.has('Passkey registration result is invalid'), 'the newcomer cancelled');
});

test('a key without a password tells who its owner is', async () => {
  const contract = contractOf([
    { id: 'owner', credentials: ['webauthn-passwordless'], expected: ['mfa_challenge', 'callback'] },
  ]);
  const { ends } = await everyWalk(contract, documentOf(step('webauthn-authenticator-passwordless')));
  assert.equal(ends.get('owner: webauthn-authenticate (passkey right) > callback'), 'callback');
});
