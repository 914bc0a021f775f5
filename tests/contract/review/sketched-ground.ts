import { stringify } from 'yaml';
import type { Contract, Invariant, Persona } from '../../../src/contract/contract.ts';
import type { Ground } from '../../../src/contract/foresee.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { type Sketch, sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';
import { groundOn } from '../../../src/run/contract-realms.ts';
import { shippedFormalities } from '../seeded/seed.ts';

/** Differences of the one persona `ada`, and what the contract says of her. */
export interface GroundOptions extends Partial<Pick<Persona, 'enabled' | 'excluded' | 'deviate'>> {
  readonly credentials?: readonly Persona['credentials'][number][];
  readonly invariants?: readonly Invariant[];
  readonly promised?: readonly string[];
  /** The most states that are explored. */
  readonly limit?: number;
}

const APP = {
  clientId: 'app',
  enabled: true,
  publicClient: true,
  standardFlowEnabled: true,
  redirectUris: ['http://127.0.0.1/callback'],
};

/** A contract about `ada` on the realm of a sketch. */
export function sketchedGround(sketch: Sketch, options: GroundOptions = {}): Ground {
  const { invariants = [], promised = ['login'], limit: _states, ...ada } = options;
  const realm = sketchedRealm(sketch);
  const written = {
    version: 1,
    id: 'sketch',
    title: 'Ada signs in',
    provider_state: {
      provider: 'keycloak',
      version: '26.7.3',
      realm: 'realm.json',
      client: APP.clientId,
      redirect_uri: APP.redirectUris[0],
    },
    identity_graph: { personas: [{ id: 'ada', description: 'The one persona', ...ada }] },
    expected_states: { ada: promised },
    invariants,
    ...shippedFormalities(),
  };
  const text = stringify(written, { aliasDuplicateObjects: false });
  const contract: Contract = parseContract(text, 'sketch.yaml');
  const document = { ...realm, realm: 'example', clients: [APP] };
  return groundOn({ file: 'sketch.yaml', text, contract }, { document, version: '26.7.3', sha256: '' });
}
