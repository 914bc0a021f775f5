import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openExport } from '../../src/exports/open-export.ts';
import { Problem } from '../../src/problem.ts';
import { exportedUser, writeFolder, writeSingle } from './write-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'exports-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const DOCUMENT = { realm: 'acme', enabled: true, clients: [{ clientId: 'app' }] };
const users = (count: number) => Array.from({ length: count }, (_, number) => exportedUser(number));
const place = (name = 'x') => join(mkdtempSync(join(folder, 'x')), name);

function usersOf(path: string): readonly unknown[] {
  return openExport(path).runs.flatMap((run) => run.read());
}

function refused(path: string, expected: RegExp): void {
  assert.throws(
    () => usersOf(path),
    (error) => {
      assert.ok(error instanceof Problem, String(error));
      assert.equal(error.code, 'realm-invalid');
      assert.match(error.message, expected);
      return true;
    },
  );
}

test('a folder gives the realm and the users of all its files in order', () => {
  const path = writeFolder(place(), { document: DOCUMENT, users: users(120) });
  const opened = openExport(path);
  assert.deepEqual(opened.document, DOCUMENT);
  assert.deepEqual(
    opened.runs.map(({ file, first }) => [file, first]),
    [0, 1, 2].map((index) => [join(path, `acme-users-${index}.json`), 0]),
  );
  assert.deepEqual(usersOf(path), users(120));
  assert.deepEqual(usersOf(join(path, 'acme-realm.json')), users(120));
});

test('more than ten files keep their order by number', () => {
  const path = writeFolder(place(), { document: DOCUMENT, users: users(24) }, 2);
  assert.deepEqual(usersOf(path), users(24));
});

test('a small single file, with or without a byte order mark, alone or in a list', () => {
  const path = writeSingle(place('one.json'), { document: DOCUMENT, users: users(7) });
  assert.deepEqual(usersOf(path), users(7));
  const text = readFileSync(path, 'utf8');
  const marked = place('marked.json');
  writeFileSync(marked, `\uFEFF[${text}]`);
  assert.deepEqual(usersOf(marked), users(7));
  assert.deepEqual(openExport(marked).document, DOCUMENT);
});

test('a large single file is read in runs that keep their place', () => {
  const path = writeSingle(place('large.json'), { document: DOCUMENT, users: users(5000) });
  const { runs, document } = openExport(path);
  assert.ok(runs.length > 3, `${runs.length} runs`);
  assert.deepEqual(document, DOCUMENT);
  let first = 0;
  for (const run of runs) {
    assert.equal(run.first, first);
    first += run.read().length;
  }
  assert.deepEqual(usersOf(path), users(5000));
});

test('a large file of users in a folder is read in runs too', () => {
  const path = writeFolder(place(), { document: DOCUMENT, users: users(5000) }, 100_000);
  assert.ok(openExport(path).runs.length > 3);
  assert.deepEqual(usersOf(path), users(5000));
});

test('users of another store are named as left out', () => {
  const path = writeFolder(place(), { document: DOCUMENT, users: users(1) });
  writeFileSync(join(path, 'acme-federated-users-0.json'), '{}');
  assert.deepEqual(openExport(path).left_out, [join(path, 'acme-federated-users-0.json')]);
});

test('a missing file of users is named', () => {
  const path = writeFolder(place(), { document: DOCUMENT, users: users(8) }, 2);
  rmSync(join(path, 'acme-users-2.json'));
  refused(path, /acme-users-2\.json: this file of users is missing[\s\S]*3 were found/);
  rmSync(join(path, 'acme-users-0.json'));
  refused(path, /acme-users-0\.json: this file of users is missing/);
});

test('what is cut off says so, small or large, realm or users', () => {
  const cut = (file: string, keep: number) => writeFileSync(file, readFileSync(file).subarray(0, keep));
  const single = writeSingle(place('cut.json'), { document: DOCUMENT, users: users(3) });
  cut(single, 500);
  refused(single, /cut\.json: the file ends before its JSON document does/);
  const large = writeSingle(place('large-cut.json'), { document: DOCUMENT, users: users(5000) });
  cut(large, 4_500_000);
  refused(large, /large-cut\.json: the file ends before/);
  const path = writeFolder(place(), { document: DOCUMENT, users: users(4) }, 2);
  cut(join(path, 'acme-users-1.json'), 100);
  refused(path, /acme-users-1\.json: the file ends before/);
  writeFileSync(join(path, 'acme-users-1.json'), '');
  refused(path, /acme-users-1\.json: the file ends before/);
});

test('what is not JSON is located by line and column, in a large file as well', () => {
  const small = place('broken.json');
  writeFileSync(small, '{\n  "realm": "acme",\n  "users": [ { "username": oops } ]\n}');
  refused(small, /broken\.json:3:2\d: this is not JSON/);
  const large = writeSingle(place('large-broken.json'), { document: DOCUMENT, users: users(5000) });
  const lines = readFileSync(large, 'utf8').split('\n');
  lines[150_000] = `${lines[150_000]} oops`;
  writeFileSync(large, lines.join('\n'));
  refused(large, /large-broken\.json:15000[01]:\d+: this is not JSON/);
});

test('what is no export of one realm with users is refused', () => {
  const file = (text: string) => {
    const path = place('file.json');
    writeFileSync(path, text);
    return path;
  };
  refused(file('{"clients":[]}'), /this is no realm export: it has no "realm" name/);
  refused(file('"realm"'), /this is no realm export/);
  refused(file('[{"realm":"a"},{"realm":"b"}]'), /this file has several realms/);
  refused(file('{"realm":"a"}'), /this export has no users/);
  refused(file('{"realm":"a","users":{}}'), /users: the users are no list/);
  refused(join(folder, 'nowhere.json'), /nowhere\.json: this file cannot be read/);
  refused(folder, /no realm file in this folder/);
  const two = writeFolder(place(), { document: DOCUMENT, users: users(1) });
  writeFileSync(join(two, 'master-realm.json'), '{"realm":"master"}');
  refused(two, /several realms in this folder: acme-realm\.json, master-realm\.json/);
  assert.deepEqual(usersOf(join(two, 'acme-realm.json')), users(1));
  writeFileSync(join(two, 'acme-users-0.json'), '{"realm":"other","users":[]}');
  refused(join(two, 'acme-realm.json'), /these users are of realm "other"/);
  writeFileSync(join(two, 'acme-users-0.json'), '{"realm":"acme"}');
  refused(join(two, 'acme-realm.json'), /this file has no users/);
});
