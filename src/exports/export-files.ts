import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../problem.ts';

/** The files of one export. `left_out`: files whose content no prediction can use. */
export interface ExportFiles {
  readonly realm: string;
  readonly users: readonly string[];
  readonly left_out: readonly string[];
}

const REALM = /^(.+)-realm\.json$/;

/**
 * Finds the files of an export: a realm file alone, or the folder (or the realm file in it) that the command line tool
 * wrote: `NAME-realm.json`, `NAME-users-0.json`, … Source: `MultipleStepsExportProvider`.
 */
export function findExport(path: string): ExportFiles {
  if (!isFolder(path)) return neighbours(path);
  const realms = readdirSync(path).filter((name) => REALM.test(name));
  const [only, another] = realms.sort();
  if (only !== undefined && another === undefined) return neighbours(join(path, only));
  throw new Problem({
    code: 'realm-invalid',
    what: only === undefined ? 'no realm file in this folder' : `several realms in this folder: ${realms.join(', ')}`,
    at: { file: path },
    expected: 'one NAME-realm.json with its NAME-users-0.json, NAME-users-1.json, …',
    next: only === undefined ? 'name the folder or file that the export wrote' : 'name the realm file itself',
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What stands beside a realm file and belongs to it. */
function neighbours(realm: string): ExportFiles {
  const [, name] = REALM.exec(basename(realm)) ?? [];
  const folder = dirname(realm);
  if (name === undefined) return { realm, users: [], left_out: [] };
  const names = isFolder(folder) ? readdirSync(folder) : [];
  const numbers = names.flatMap((file) => numberIn(file, `${name}-users-`)).sort((left, right) => left - right);
  const gap = numbers.findIndex((number, index) => number !== index);
  if (gap >= 0) throw missing(join(folder, `${name}-users-${gap}.json`), numbers.length);
  const federated = names.filter((file) => numberIn(file, `${name}-federated-users-`).length > 0).sort();
  return {
    realm,
    users: numbers.map((number) => join(folder, `${name}-users-${number}.json`)),
    left_out: federated.map((file) => join(folder, file)),
  };
}

function numberIn(file: string, prefix: string): number[] {
  if (!file.startsWith(prefix)) return [];
  const [, digits] = /^(0|[1-9]\d*)\.json$/.exec(file.slice(prefix.length)) ?? [];
  return digits === undefined ? [] : [Number(digits)];
}

function missing(file: string, found: number): Problem {
  return new Problem({
    code: 'realm-invalid',
    what: 'this file of users is missing',
    at: { file },
    expected: `users in files numbered from 0 without a gap; ${found} were found`,
    next: 'copy the whole folder, or export the realm again',
  });
}
