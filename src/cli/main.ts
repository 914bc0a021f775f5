#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { Problem } from '../problem.ts';
import { COMMANDS } from './commands.ts';

const VERSION: string = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;

/** Exit codes: 0 clean, 1 findings or a closed gate, 2 unusable input or misuse. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 2;
}

const program = new Command('flowproof')
  .description(
    'May this login or MFA change go to UAT? Flow-tagged journeys in a real browser, and a redacted evidence packet.',
  )
  .version(VERSION)
  .enablePositionalOptions()
  .showHelpAfterError('(run with --help for the options)')
  .exitOverride();
for (const add of COMMANDS) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
