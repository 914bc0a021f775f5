import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Where the runner found the contracts, for whoever needs them before any fixture exists: tests that are made from one. */
export const CONTRACTS_FOLDER = 'FLOWPROOF_CONTRACTS_FOLDER';

const DEFAULT_FOLDER = 'flows/contracts';

/** The command line of the runner and where it was given. */
interface Invocation {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** Keeps the folder for the workers, which do not see the command line of the runner. */
export function keepContractsFolder(env: NodeJS.ProcessEnv, folder: string | undefined, invocation: Invocation): void {
  if (env['TEST_WORKER_INDEX'] !== undefined) return;
  env[CONTRACTS_FOLDER] = resolve(configFolder(invocation), folder ?? DEFAULT_FOLDER);
}

/** The folder that was kept; without a config of ours the default one. */
export function contractsFolder(env: NodeJS.ProcessEnv, cwd: string): string {
  return env[CONTRACTS_FOLDER] ?? resolve(cwd, DEFAULT_FOLDER);
}

/** Playwright takes a file or a folder behind `--config`, and looks into the working folder without it. */
function configFolder({ argv, cwd }: Invocation): string {
  const options = { config: { type: 'string', short: 'c' } } as const;
  const { config } = parseArgs({ args: argv.slice(2), options, strict: false }).values;
  if (typeof config !== 'string') return cwd;
  const place = resolve(cwd, config);
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ? place : dirname(place);
}
