import { updateClient } from './client-operations.ts';
import { updateConfig } from './config-operations.ts';
import { createExecution, createSubflow, deleteExecution, updateExecution } from './execution-operations.ts';
import { copyFlow, createFlow, deleteFlow } from './flow-operations.ts';
import { updateRealm, updateRequiredAction } from './realm-operations.ts';
import {
  addComposites,
  addGroupRoles,
  createGroup,
  createRole,
  deleteGroup,
  deleteRole,
  removeComposites,
  removeGroupRoles,
} from './role-operations.ts';

/** The operations of the Admin REST API that a change may have, by name. */
export const OPERATIONS = {
  updateRealm,
  createFlow,
  copyFlow,
  deleteFlow,
  createExecution,
  createSubflow,
  updateExecution,
  deleteExecution,
  updateConfig,
  updateRequiredAction,
  updateClient,
  createRole,
  deleteRole,
  addComposites,
  removeComposites,
  createGroup,
  deleteGroup,
  addGroupRoles,
  removeGroupRoles,
} as const;
export type OperationName = keyof typeof OPERATIONS;
