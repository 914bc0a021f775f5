import { randomBytes } from 'node:crypto';
import { Problem } from '../problem.ts';
import { parseRunKey } from '../redaction/secret.ts';

/**
 * What the runner tells its workers, by environment variable and in memory only. `key` is 32 random bytes in hex, from
 * which every secret of the run is derived; `folder` is a private temporary folder for the ledger of one-time codes.
 */
export const RUN_KEY = 'FLOWPROOF_RUN_KEY';
export const RUN_FOLDER = 'FLOWPROOF_RUN_FOLDER';
/** Set where Playwright's UI mode or an editor plays the tests: they make no packet, and live traces cannot be switched off. */
export const WATCHED = 'FLOWPROOF_WATCHED';

/** The key of this run: the one the runner made or was given, or a new one in the runner itself. Throws `bad-option`. */
export function runKey(env: NodeJS.ProcessEnv): Uint8Array {
  env[RUN_KEY] ??= randomBytes(32).toString('hex');
  return parseRunKey(env[RUN_KEY]);
}

/** The private folder of this run, which the global setup made and removes. */
export function runFolder(env: NodeJS.ProcessEnv): string {
  const folder = env[RUN_FOLDER];
  if (folder) return folder;
  throw new Problem({
    code: 'bad-option',
    what: 'the run was not set up',
    expected: 'a Playwright config made with defineFlowConfig',
    next: "wrap the config: export default defineFlowConfig({ … }), from 'flowproof/config'",
  });
}
