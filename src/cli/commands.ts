import type { Command } from 'commander';
import { addDemo } from './demo.ts';
import { addGate } from './gate.ts';
import { addKeycloak } from './keycloak.ts';
import { addMatrix } from './matrix.ts';
import { addSetup } from './setup.ts';
import { addTypes } from './types.ts';

/** Adds one command with its options, help and action to the program. An action sets `process.exitCode` for findings. */
export type AddCommand = (program: Command) => void;

export const COMMANDS: readonly AddCommand[] = [addDemo, addMatrix, addTypes, addKeycloak, addGate, addSetup];
