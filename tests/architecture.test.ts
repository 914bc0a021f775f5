import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Which room may import which, besides itself and the shared nouns. A room is a folder of `src`; files that lie in
 * `src` itself are nouns (they import nothing but nouns) or entries.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  document: [],
  matrix: ['document'],
  keycloak: ['document'],
  redaction: [],
  setup: [],
  contract: ['document', 'keycloak'],
  journey: ['contract', 'keycloak', 'redaction'],
  provider: ['keycloak', 'redaction'],
  summary: ['document', 'matrix', 'journey'],
  gate: ['matrix', 'summary'],
  evidence: ['matrix', 'summary', 'gate'],
  exports: ['document', 'keycloak'],
  run: [
    'document',
    'matrix',
    'keycloak',
    'contract',
    'journey',
    'provider',
    'redaction',
    'summary',
    'gate',
    'evidence',
    'setup',
  ],
  cli: [
    'document',
    'matrix',
    'contract',
    'keycloak',
    'exports',
    'journey',
    'provider',
    'summary',
    'gate',
    'evidence',
    'setup',
    'run',
  ],
};

const NOUNS = ['problem', 'finding', 'trace', 'journal', 'flow-id', 'flow'];
const ENTRIES = ['index', 'test', 'config', 'report', 'proof.config', 'proof.spec'];

/** Rooms that compute and nothing else: no file, clock, environment, randomness, network or page. */
const PURE = ['document', 'matrix', 'keycloak', 'contract', 'summary', 'gate'];
const IMPURE =
  /from 'node:(?!crypto)|from '@playwright\/test'|process\.|Date\.now|new Date\(\)|Math\.random|\bfetch\(|randomBytes/;
const TYPES_ONLY = /import type [^;]+from '@playwright\/test[^']*';/g;

interface Source {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => source(relative(ROOT, join(entry.parentPath, entry.name))));
}

function source(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    relative(ROOT, join(ROOT, dirname(path), target ?? '')),
  );
  return { path, room: roomOf(path), text, imports };
}

/** `src/keycloak/flow/run.ts` is in room keycloak, `src/problem.ts` in none, anything else in its top folder. */
function roomOf(path: string): string {
  const [top = '', second = '', third] = path.split(sep);
  if (top !== 'src') return top;
  return third === undefined ? `src/${second.replace(/\.ts$/, '')}` : second;
}

const NOUN_ROOMS = NOUNS.map((name) => `src/${name}`);
const src = sources('src');
const shells = [...sources('flows'), ...sources('reporters')];

test('the scan sees the whole tree', () => {
  assert.ok(src.length > 100, `${src.length} files in src`);
  assert.ok(shells.length >= 6, `${shells.length} files in flows and reporters`);
  assert.deepEqual(
    Object.keys(ROOMS).filter((room) => !src.some((file) => file.room === room)),
    [],
  );
});

test('every file of src is in a room of the table', () => {
  const known = [...Object.keys(ROOMS), ...NOUN_ROOMS, ...ENTRIES.map((name) => `src/${name}`)];
  assert.deepEqual(
    src.filter(({ room }) => !known.includes(room)).map(({ path }) => path),
    [],
  );
});

test('imports follow the table', () => {
  const allowed = (from: string, to: string): boolean => {
    if (NOUN_ROOMS.includes(to) || from === to) return true;
    if (NOUN_ROOMS.includes(from)) return false;
    return from.startsWith('src/') ? to in ROOMS || to.startsWith('src/') : (ROOMS[from] ?? []).includes(to);
  };
  const broken = src.flatMap(({ path, room, imports }) =>
    imports.filter((to) => !allowed(room, roomOf(to))).map((to) => `${path} -> ${to}`),
  );
  assert.deepEqual(broken, []);
});

test('flows and reporters import only entries, and src never imports them', () => {
  const entries = ENTRIES.map((name) => join('src', `${name}.ts`));
  const inner = shells.flatMap(({ path, room, imports }) =>
    imports.filter((to) => !entries.includes(to) && roomOf(to) !== room).map((to) => `${path} -> ${to}`),
  );
  const upward = src.flatMap(({ path, imports }) =>
    imports.filter((to) => ['flows', 'reporters', 'tests'].includes(roomOf(to))).map((to) => `${path} -> ${to}`),
  );
  assert.deepEqual([...inner, ...upward], []);
});

test('pure rooms compute and nothing else', () => {
  const pure = src.filter(({ room }) => PURE.includes(room));
  assert.ok(pure.length > 50, `${pure.length} files`);
  assert.deepEqual(
    pure.filter(({ text }) => IMPURE.test(text.replace(TYPES_ONLY, ''))).map(({ path }) => path),
    [],
  );
});

test('a broken rule is seen', () => {
  assert.match("import { x } from 'node:fs';", IMPURE);
  assert.match('const now = Date.now();', IMPURE);
  assert.doesNotMatch("import type { Page } from '@playwright/test';".replace(TYPES_ONLY, ''), IMPURE);
});
