import { homedir } from 'node:os';
import { join } from 'node:path';

/** `FLOWPROOF_CACHE`, else `flowproof` in the user's cache folder (XDG Base Directory Specification). */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env['FLOWPROOF_CACHE'] || join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'flowproof');
}
