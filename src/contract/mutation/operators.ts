import type { Operator } from './operator.ts';
import { ACTION_OPERATORS } from './operators/action-operators.ts';
import { CLIENT_OPERATORS } from './operators/client-operators.ts';
import { CONFIG_OPERATORS } from './operators/config-operators.ts';
import { FLOW_OPERATORS } from './operators/flow-operators.ts';
import { ORGANIZATION_OPERATORS } from './operators/organization-operators.ts';
import { REALM_OPERATORS } from './operators/realm-operators.ts';
import { ROLE_OPERATORS } from './operators/role-operators.ts';
import { USER_OPERATORS } from './operators/user-operators.ts';

/** Every way in which a realm is made wrong to see whether a contract notices, in the order of the tables. */
export const OPERATORS: readonly Operator[] = [
  ...FLOW_OPERATORS,
  ...CONFIG_OPERATORS,
  ...ACTION_OPERATORS,
  ...REALM_OPERATORS,
  ...CLIENT_OPERATORS,
  ...ROLE_OPERATORS,
  ...USER_OPERATORS,
  ...ORGANIZATION_OPERATORS,
];
