import { ACR_RULES } from './acr-rules.ts';
import { ALTERNATIVE_RULES } from './alternative-rules.ts';
import { BREAKING_CONDITION_RULES } from './breaking-condition-rules.ts';
import { BROKER_RULES } from './broker-rules.ts';
import { BYPASS_RULES } from './bypass-rules.ts';
import { CONDITION_RULES } from './condition-rules.ts';
import { CONDITIONAL_RULES } from './conditional-rules.ts';
import { DOCUMENT_RULES } from './document-rules.ts';
import { ENROLMENT_RULES } from './enrolment-rules.ts';
import { FACTOR_RULES } from './factor-rules.ts';
import { IMPORT_DEFAULT_RULES } from './import-default-rules.ts';
import { LEVEL_RULES } from './level-of-authentication-rules.ts';
import { MISSING_ACTION_RULES } from './missing-action-rules.ts';
import { ORDER_RULES } from './order-rules.ts';
import { POLICY_RULES } from './policy-rules.ts';
import { PROFILE_RULES } from './profile-rules.ts';
import { RESET_RULES } from './reset-rules.ts';
import type { LintRule, SpokenRule } from './rule.ts';
import { SETTING_RULES } from './setting-rules.ts';
import { SILENT_RULES } from './silent-rules.ts';
import { USER_RULES } from './user-rules.ts';

const ALL: readonly LintRule[] = [
  ...ALTERNATIVE_RULES,
  ...CONDITIONAL_RULES,
  ...CONDITION_RULES,
  ...ORDER_RULES,
  ...ENROLMENT_RULES,
  ...FACTOR_RULES,
  ...LEVEL_RULES,
  ...ACR_RULES,
  ...BYPASS_RULES,
  ...DOCUMENT_RULES,
  ...USER_RULES,
  ...SETTING_RULES,
  ...PROFILE_RULES,
  ...IMPORT_DEFAULT_RULES,
  ...MISSING_ACTION_RULES,
  ...BREAKING_CONDITION_RULES,
  ...BROKER_RULES,
  ...RESET_RULES,
  ...POLICY_RULES,
  ...SILENT_RULES,
];

/** Every rule of the realm lint, by id in ascending order. */
export const LINT_RULES: ReadonlyMap<string, LintRule> = new Map(
  ALL.toSorted((left, right) => left.id.localeCompare(right.id)).map((rule) => [rule.id, rule]),
);

/** Whether an export can tell. */
export function isSpoken(rule: LintRule): rule is SpokenRule {
  return 'detect' in rule;
}
