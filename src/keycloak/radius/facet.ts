import type { Run } from '../flow/run.ts';
import type { GroupGrant } from '../read/read-groups.ts';
import type { Roles } from '../read/read-roles.ts';
import type { RawUser } from './raw-user.ts';

/** One side of a comparison before its users are read: the request as it stands at the realm, and who could be in the realm. */
export interface Ground {
  readonly run: Run;
  /** Reading a user strictly adds the roles that it names and the realm does not define, as an import does. */
  readonly roles: Roles;
  readonly groups: ReadonlyMap<string, GroupGrant>;
}

/**
 * What one part of a login can read of a user, as a text: users with the same text are the same to that part. A facet is made
 * for one realm, client and request; `undefined`: nothing there reads this of anybody.
 */
export type Facet = (user: RawUser) => string;
export type MakeFacet = (ground: Ground) => Facet | undefined;
