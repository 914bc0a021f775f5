import type { AdminOperation, OperationOptions } from '../../keycloak/change/operation.ts';
import { Problem } from '../../problem.ts';
import type { RealmSource } from '../provider.ts';
import type { AdminTarget } from './admin-connection.ts';

/** What a contract changes: a whole other realm, or operations of the Admin REST API. */
export type RealmChange =
  | { readonly target: RealmSource }
  | { readonly operations: readonly AdminOperation[]; readonly options: OperationOptions };

/** `source`: the realm before the change. `log` is told each step in a line. */
export interface ProofRealmOptions {
  readonly server: AdminTarget;
  readonly source: RealmSource;
  readonly change?: RealmChange | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** `equal`: the fingerprint after the rollback is that of the source. `left_behind`: what is left, and how to remove it. */
export interface Rollback {
  readonly fingerprint: string;
  readonly equal: boolean;
  readonly left_behind: readonly string[];
}

/** A realm of its own name on a running server, made from the source of a contract, for one proof. */
export interface ProofRealm {
  readonly realm: string;
  readonly issuer: string;
  readonly source_fingerprint: string;
  /** Makes the change. Fails before anything is sent where it does not apply or cannot be taken back. */
  apply(): Promise<void>;
  /** Removes the users and takes the change back, all of it even where a step fails, and reads the realm again. */
  rollback(): Promise<Rollback>;
  remove(): Promise<void>;
}

/** Creates the realm, reads it back and takes its fingerprint. */
export function openProofRealm({ source }: ProofRealmOptions): Promise<ProofRealm> {
  throw new Problem({
    code: 'realm-unsupported',
    what: `the realm ${source.document.realm} cannot be proved yet`,
    next: 'wait',
  });
}
