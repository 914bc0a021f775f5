import { z } from 'zod';
import { date, gap, task, text } from './matrix-values.ts';

const list = z.array(text).min(1);

const subpaths = z.strictObject({
  happy: text,
  empty: text,
  blocked: text,
  recovery: text,
  negative: text,
  cleanup: text,
  rollback: text,
  evidence: text,
});

const identities = z.strictObject({
  personas: list,
  service_accounts: list,
  roles_and_groups: list,
  break_glass_accounts: list,
  approver_roles: list,
  missing_access: list,
});

const owners = z.strictObject({ rollback: text, cleanup: text, evidence: text, escalation: text });

const residualRisk = z.strictObject({ unproven: text, acceptable_because: text, expires: date, task });

/**
 * The nine answers of the Dependency Mapping Gate. Each may be `{ gap, task }` instead; a map with a gap is not ready
 * for broad validation. Lists say `none` in words: an empty list would leave open whether anybody looked.
 */
export const dependencyMap = z.strictObject({
  flow_subpaths: z.union([subpaths, gap]),
  product_contract_owners: z.union([list, gap]),
  identity_and_permissions: z.union([identities, gap]),
  fixtures_and_state: z.union([list, gap]),
  provider_runtime_surfaces: z.union([list, gap]),
  environment_routes: z.union([list, gap]),
  preflight_proof: z.union([list, gap]),
  stop_rollback_owners: z.union([owners, gap]),
  residual_risk: z.union([residualRisk, gap]),
});
