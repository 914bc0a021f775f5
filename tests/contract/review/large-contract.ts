import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify as toYaml } from 'yaml';
import { columns } from '../../../src/contract/compare.ts';
import { foresee } from '../../../src/contract/foresee.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';
import { groundOn } from '../../../src/run/contract-realms.ts';

/** Roles that a subflow of the flow asks for, each with a factor of its own: 3 + 3 * 19 executions. */
const ROLES = Array.from({ length: 19 }, (_, index) => `unit-${index}`);
const FACTORS = ['auth-otp-form', 'auth-recovery-authn-code-form'] as const;

/** A realm with 60 executions in its browser flow. */
export function largeRealm(): Readonly<Record<string, unknown>> {
  const subflows = ROLES.map(
    (role, index) =>
      `  ${role} CONDITIONAL:\n    conditional-user-role REQUIRED condUserRole=${role}\n    ${FACTORS[index % 2]} REQUIRED`,
  );
  const flow = ['auth-cookie ALTERNATIVE', 'forms ALTERNATIVE:', '  auth-username-password-form REQUIRED', ...subflows];
  return sketchedRealm({
    flow: flow.join('\n'),
    realm: {
      sslRequired: 'none',
      roles: { realm: ROLES.map((name) => ({ name })) },
      clients: [
        { clientId: 'portal', enabled: true, protocol: 'openid-connect', redirectUris: ['https://app.example.org/*'] },
      ],
    },
  });
}

function stringify(document: unknown): string {
  return toYaml(document, { aliasDuplicateObjects: false });
}

export interface LargeContract {
  readonly file: string;
  readonly executions: number;
  /** Kinds of personas that the flow can tell apart. */
  readonly classes: number;
}

const CREDENTIALS = [
  ['password', 'otp'],
  ['password', 'recovery-codes'],
  ['password', 'otp', 'recovery-codes'],
  ['password'],
];

/** Writes a contract over that realm that is kept: everybody is promised what is predicted. */
export function writeLargeContract(folder: string, count: number): LargeContract {
  const realm = largeRealm();
  writeFileSync(join(folder, 'large.json'), JSON.stringify(realm));
  const shipped = new URL('../../../flows/contracts/mfa-rollout.yaml', import.meta.url);
  const { helper_state_machine, non_live_proof, stop_rollback } = parseContract(
    readFileSync(shipped, 'utf8'),
    'shipped',
  );
  const personas = Array.from({ length: count }, (_, index) => ({
    id: `persona-${index}`,
    description: `Member ${index}`,
    roles: index % 5 === 0 ? [] : [ROLES[index % ROLES.length] ?? ''],
    credentials: CREDENTIALS[index % CREDENTIALS.length],
    attributes: { badge: [String(index)] },
  }));
  const document = {
    version: 1,
    id: 'large',
    title: 'Everybody signs in as their unit does',
    provider_state: {
      provider: 'keycloak',
      version: '26.7.3',
      realm: 'large.json',
      client: 'portal',
      redirect_uri: 'https://app.example.org/callback',
    },
    identity_graph: { personas },
    expected_states: Object.fromEntries(personas.map(({ id }) => [id, ['login']])),
    invariants: [
      {
        no_callback_without: ['mfa_challenge', 'mfa_enrollment'],
        except: personas.filter(({ roles }) => roles.length === 0).map(({ id }) => id),
      },
      { always_ends_in: ['callback', 'blocked', 'error'] },
      { never_reaches: 'consent' },
    ],
    helper_state_machine,
    non_live_proof,
    stop_rollback: { ...stop_rollback, stop_conditions: [{ when: 'unknown_page', says: 'An unknown page appears' }] },
  };
  const file = join(folder, 'large.yaml');
  const draft = stringify(document);
  const ground = groundOn(
    { file, text: draft, contract: parseContract(draft, file) },
    { document: { ...realm, realm: 'example' }, version: '26.7.3', sha256: '' },
  );
  const promised = ground.contract.identity_graph.personas.map((persona) => [
    persona.id,
    columns(foresee(ground, persona).steps).map(({ state }) => state),
  ]);
  writeFileSync(file, stringify({ ...document, expected_states: Object.fromEntries(promised) }));
  const kinds = new Set(personas.map(({ roles, credentials }) => JSON.stringify([roles, credentials])));
  return { file, executions: 3 + 3 * ROLES.length, classes: kinds.size };
}
