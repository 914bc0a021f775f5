import { signInRequest } from '../../../src/contract/foresee.ts';
import type { RealmDocument } from '../../../src/contract/mutation/document.ts';
import type { Trial } from '../../../src/contract/mutation/strength.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';

/** Staff are asked for a one-time code, guests are not. */
export const SMALL_REALM: RealmDocument = {
  realm: 'small',
  enabled: true,
  browserFlow: 'sign in',
  roles: { realm: [{ name: 'staff' }, { name: 'guest' }] },
  clients: [{ clientId: 'portal', publicClient: true, redirectUris: ['http://127.0.0.1/callback'] }],
  authenticationFlows: [
    {
      alias: 'sign in',
      providerId: 'basic-flow',
      topLevel: true,
      authenticationExecutions: [
        { authenticator: 'auth-username-password-form', requirement: 'REQUIRED', priority: 10 },
        { flowAlias: 'second factor', authenticatorFlow: true, requirement: 'CONDITIONAL', priority: 20 },
      ],
    },
    {
      alias: 'second factor',
      providerId: 'basic-flow',
      topLevel: false,
      authenticationExecutions: [
        {
          authenticator: 'conditional-user-role',
          requirement: 'REQUIRED',
          priority: 10,
          authenticatorConfig: 'is staff',
        },
        { authenticator: 'auth-otp-form', requirement: 'REQUIRED', priority: 20 },
      ],
    },
  ],
  authenticatorConfig: [{ alias: 'is staff', config: { condUserRole: 'staff', negate: 'false' } }],
  users: [user('anna', 'staff', true), user('gus', 'guest', false)],
};

function user(username: string, role: string, hasPhone: boolean): object {
  const phone = { type: 'otp', userLabel: 'Phone', credentialData: '{"digits":6,"period":30}' };
  return {
    ...{ username, enabled: true, email: `${username}@example.test`, emailVerified: true },
    ...{ firstName: 'Given', lastName: 'Family', realmRoles: [role], requiredActions: [], groups: [] },
    credentials: [{ type: 'password', createdDate: 0 }, ...(hasPhone ? [phone] : [])],
  };
}

const SIGN_IN = { client: 'portal', redirect_uri: 'http://127.0.0.1/callback', params: {} };
export const smallRequest = signInRequest(SIGN_IN);

/** Only what a test is about; the rest of the six inputs. `rest` is YAML. */
export function smallText(promises: Readonly<Record<string, string>>, rest = ''): string {
  const personas = Object.keys(promises).map((id) => `    - { id: ${id}, description: somebody }`);
  const states = Object.entries(promises).map(([id, promised]) => `  ${id}: [${promised}]`);
  return `version: 1
id: small
title: Staff sign in with a second factor
provider_state:
  provider: keycloak
  version: 26.7.3
  realm: small.json
  client: portal
  redirect_uri: http://127.0.0.1/callback
identity_graph:
  personas:
${personas.join('\n')}
expected_states:
${states.join('\n')}
${rest}
helper_state_machine: { journey: login, unknown_state: stop, artifacts: [trace], redaction: allow_list }
non_live_proof: { lane: disposable, max_age: P30D }
stop_rollback:
  stop_conditions: [{ when: unknown_page, says: An unknown page appears }]
  rollback_owner: identity
  delete_owner: identity
  source_realm_readback: read back
  cleanup: deleted with the server
  evidence_handback: handed over
`;
}

export const BOTH_PROMISES = { anna: 'login, mfa_challenge, callback', gus: 'login, callback' };

export function smallTrial(promises: Readonly<Record<string, string>> = BOTH_PROMISES, rest = ''): Trial {
  const contract = parseContract(smallText(promises, rest), 'small.yaml');
  return { contract, document: SMALL_REALM, version: '26.7.3' };
}
