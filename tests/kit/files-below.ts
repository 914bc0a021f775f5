import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SearchedFile } from './plain-search.ts';

/** Every file below a folder, except those whose relative path is listed. */
export function filesBelow(folder: string, except: readonly string[] = []): SearchedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file), bytes: readFileSync(file) }))
    .filter(({ path }) => !except.includes(path));
}
