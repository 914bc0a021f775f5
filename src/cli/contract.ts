import type { Command } from 'commander';
import type { AddCommand } from './commands.ts';
import { addConform } from './contract/conform.ts';
import { addDiagram } from './contract/diagram.ts';
import { addDrift } from './contract/drift.ts';
import { addProve } from './contract/prove.ts';
import { addReview } from './contract/review.ts';
import { addStrength } from './contract/strength.ts';

/** One row per `flowproof contract …` command, each in a file of its own below `contract/`. */
const CONTRACT_COMMANDS: readonly AddCommand[] = [addReview, addConform, addProve, addStrength, addDiagram, addDrift];

export function addContract(program: Command): void {
  const group = program
    .command('contract')
    .description('the flow contract of a login change: reviewed without a network, proved on a disposable Keycloak');
  for (const add of CONTRACT_COMMANDS) add(group);
}
