import { columns } from '../../../src/contract/compare.ts';
import { foresee } from '../../../src/contract/foresee.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import type { SpokenRule } from '../../../src/keycloak/lint/rule.ts';
import { isSpoken, LINT_RULES } from '../../../src/keycloak/lint/rules.ts';
import { type Sketch, sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';
import { groundOn } from '../../../src/run/contract-realms.ts';
import { type Counterexample, type Plain, type Seed, type SeededFault, shippedFormalities, writeSeed } from './seed.ts';

const PORTAL = {
  clientId: 'flowproof-portal',
  enabled: true,
  publicClient: true,
  standardFlowEnabled: true,
  redirectUris: ['http://127.0.0.1/callback'],
};

const PERSONAS = [
  { id: 'ada', description: 'Has a password', credentials: ['password'] },
  { id: 'otto', description: 'Has a password and a one-time code', credentials: ['password', 'otp'] },
  { id: 'cora', description: 'Has a password and recovery codes', credentials: ['password', 'recovery-codes'] },
];

/** The realm of a sketch with an application in it; its users are left out, for a contract brings its own. */
function realmOf(sketch: Sketch): Plain {
  const { users: _own, clients, ...realm } = sketchedRealm(sketch) as Plain & { clients?: readonly unknown[] };
  return { ...realm, clients: [...(clients ?? []), PORTAL] };
}

/** A contract that promises what is predicted on the realm. */
function kept(realm: Plain): Plain {
  const contract: Plain = {
    version: 1,
    id: 'lint-example',
    title: 'Everybody signs in as before',
    provider_state: {
      provider: 'keycloak',
      version: '26.7.3',
      realm: 'realm.json',
      client: PORTAL.clientId,
      redirect_uri: PORTAL.redirectUris[0],
    },
    identity_graph: { personas: PERSONAS },
    expected_states: Object.fromEntries(PERSONAS.map(({ id }) => [id, ['login']])),
    ...shippedFormalities(),
  };
  const { file, text } = writeSeed({ contract, realm });
  const source = { document: { ...realm, realm: 'example' }, version: '26.7.3', sha256: '' };
  const ground = groundOn({ file, text, contract: parseContract(text, file) }, source);
  const promised = ground.contract.identity_graph.personas.map((persona) => {
    const steps = columns(foresee(ground, persona).steps);
    return [persona.id, steps.map(({ state }) => state)];
  });
  return { ...contract, expected_states: Object.fromEntries(promised) };
}

/** Their examples are users of an export; `realm-faults.ts` and `contract-faults.ts` trigger them by a realm and by a persona. */
const BY_USERS: ReadonlySet<string> = new Set(['L-18', 'L-26', 'L-37']);

/** Twins that no contract can be kept on (an identity provider answers; personas are imported like other users): a new realm instead. */
const FROM_A_NEW_REALM: ReadonlySet<string> = new Set(['L-36', 'L-38']);

/** Rules whose example takes a login from somebody, or gives one: what is promised on the twin is broken by it. */
const SHOWN_BY_A_LOGIN: ReadonlySet<string> = new Set(
  'L-05 L-06 L-08 L-09 L-17 L-22 L-27 L-28 L-29 L-30 L-32 L-35 L-36 L-38 L-43'.split(' '),
);

function faultOf({ id, title, example }: SpokenRule): SeededFault {
  const counterexample: Counterexample = SHOWN_BY_A_LOGIN.has(id) ? 'promise' : 'none';
  return {
    id: `lint-${id}`,
    what: title,
    rule: id,
    counterexample,
    seed: (): Seed => {
      const realm = realmOf(FROM_A_NEW_REALM.has(id) ? {} : example.twin);
      return { contract: kept(realm), realm };
    },
    apply: ({ contract }) => ({ contract, realm: realmOf(example.triggers) }),
  };
}

/** One per rule of the realm lint: its own example, instead of the near twin that is in order. */
export const LINT_FAULTS: readonly SeededFault[] = [...LINT_RULES.values()]
  .filter(isSpoken)
  .filter(({ id }) => !BY_USERS.has(id))
  .map(faultOf);
