import { CONTRACT_FAULTS } from './seeded/contract-faults.ts';
import { LINT_FAULTS } from './seeded/lint-faults.ts';
import { REALM_FAULTS } from './seeded/realm-faults.ts';
import type { SeededFault } from './seeded/seed.ts';

/** Everything that is put into a contract or its realm on purpose, for the review to find. */
export const SEEDED_FAULTS: readonly SeededFault[] = [...REALM_FAULTS, ...CONTRACT_FAULTS, ...LINT_FAULTS];
