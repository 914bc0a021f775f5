import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CALLBACK, flowOf, realm } from '../keycloak/realm-kit.ts';
import { folderWith, runCli, startCli } from './run-cli.ts';

const line = (id: string, change: Readonly<Record<string, unknown>> = {}) => ({
  ...{
    id,
    realm: 'realms/lab.json',
    server_version: '26.7.3',
    persona: { username: 'plain' },
    visits: [{ params: {} }],
  },
  ...{ request: { client_id: 'app', redirect_uri: CALLBACK }, ...change },
});
const text = (...lines: readonly (object | string)[]) =>
  lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

const folder = folderWith({
  'realms/lab.json': realm(),
  'realms/refused.json': realm(flowOf([{ requirement: 'SOMETIMES', authenticator: 'auth-cookie' }])),
  'good.jsonl': text(line('a'), '', line('b', { visits: [{ params: { prompt: 'none' } }] })),
  'mixed.jsonl': text(
    line('a'),
    '{"id": "torn',
    line('c', { persona: { username: 7 } }),
    line('d', { realm: 'realms/nowhere.json' }),
    line('e', { realm: 'realms/refused.json' }),
    { id: 'f', realm: 'realms/refused.json', server_version: '26.7.3', refused: '500' },
    line('g', { server_version: '3.4' }),
    line('h'),
  ),
});
const answersOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((one) => JSON.parse(one));

test('each line is answered by one line, realms being found beside the file', async () => {
  const { code, stdout, stderr } = await runCli(['predict', '--batch', join(folder, 'good.jsonl')]);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const [a, b, ...more] = answersOf(stdout);
  assert.deepEqual(more, []);
  assert.deepEqual([a.id, a.visits[0].pages, a.visits[0].end], ['a', ['login'], 'callback']);
  assert.deepEqual([b.id, b.visits[0].pages, b.visits[0].error], ['b', [], 'login_required']);
  assert.deepEqual(b.unsupported, []);
});

test('standard input finds realms from the current folder', async () => {
  const { code, stdout } = await runCli(['predict', '--batch', '-'], { input: text(line('a')), cwd: folder });
  assert.equal(code, 0);
  assert.equal(answersOf(stdout)[0].visits[0].end, 'callback');
});

test('a bad line is named, and the others are answered', async () => {
  const file = join(folder, 'mixed.jsonl');
  const { code, stdout, stderr } = await runCli(['predict', '--batch', file]);
  assert.equal(code, 1);
  const answers = answersOf(stdout);
  assert.deepEqual(
    answers.map(({ id }) => id),
    ['a', 'e', 'f', 'g', 'h'],
  );
  assert.ok(stderr.includes(`${file}:2: this is not JSON`), stderr);
  assert.ok(stderr.includes(`${file}:3 persona.username: `), stderr);
  assert.ok(stderr.includes(`${file}:4: `) && stderr.includes('nowhere.json: this file cannot be read'), stderr);
});

test('a realm that the server would refuse is an answer', async () => {
  const { stdout } = await runCli(['predict', '--batch', join(folder, 'mixed.jsonl')]);
  const [, e, f, g] = answersOf(stdout);
  const what = 'realms/refused.json authenticationFlows[0].authenticationExecutions[0].requirement';
  assert.deepEqual(e, { id: 'e', visits: [], unsupported: [{ what, reason: '"SOMETIMES" is no requirement' }] });
  assert.deepEqual(f.unsupported, e.unsupported);
  assert.match(g.unsupported[0].reason, /Keycloak version "3\.4" is not known/);
});

test('a file that cannot be read ends with 2', async () => {
  for (const name of ['nowhere.jsonl', 'realms']) {
    const { code, stdout, stderr } = await runCli(['predict', '--batch', join(folder, name)]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /this file cannot be read[\s\S]*next: name the file with --batch/);
  }
});

test('an answer comes before the next line is there', async () => {
  const child = startCli(['predict', '--batch', '-'], folder);
  assert.ok(child.stdin && child.stdout);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const id of ['first', 'second']) {
    child.stdin.write(`${JSON.stringify(line(id))}\n`);
    const { value } = await answers.next();
    assert.equal(JSON.parse(value).id, id);
  }
  child.stdin.end();
  assert.equal(await new Promise((settle) => child.on('close', settle)), 0);
});

test('whoever reads only the first answers is no error', () => {
  const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
  const file = join(folder, 'many.jsonl');
  writeFileSync(file, text(...Array.from({ length: 400 }, (_, index) => line(`line-${index}`))));
  const script = 'set -o pipefail; "$0" "$1" predict --batch "$2" | head -n 1; echo "status $?"';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, main, file], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.match(stdout, /^\{"id":"line-0".*\}\nstatus 0\n$/);
  assert.equal(readFileSync(file, 'utf8').split('\n').length, 400);
});
