import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Text of a recording in this folder, by its name without `.gz`. */
export function unpack(name: string): string {
  return gunzipSync(readFileSync(new URL(`${name}.gz`, import.meta.url))).toString('utf8');
}
