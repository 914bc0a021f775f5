import type { Command } from 'commander';
import { addContract } from './contract.ts';
import { addDemo } from './demo.ts';
import { addExplain } from './explain.ts';
import { addGate } from './gate.ts';
import { addKeycloak } from './keycloak.ts';
import { addLint } from './lint.ts';
import { addMatrix } from './matrix.ts';
import { addPredict } from './predict.ts';
import { addRadius } from './radius.ts';
import { addSchemas } from './schemas.ts';
import { addSetup } from './setup.ts';
import { addTypes } from './types.ts';

/** Adds one command with its options, help and action to the program. An action sets `process.exitCode` for findings. */
export type AddCommand = (program: Command) => void;

export const COMMANDS: readonly AddCommand[] = [
  addDemo,
  addMatrix,
  addTypes,
  addSchemas,
  addPredict,
  addExplain,
  addLint,
  addRadius,
  addContract,
  addKeycloak,
  addGate,
  addSetup,
];
