import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { down, running, status, up } from '../../../../src/provider/keycloak/background-server.ts';
import { findDistribution } from '../../../../src/provider/keycloak/distribution.ts';
import { findJava } from '../../../../src/provider/keycloak/java.ts';
import { groupAlive } from '../../../../src/provider/keycloak/process-group.ts';
import { startKeycloak } from '../../../../src/provider/keycloak/server.ts';
import { LOOPBACK, listeningAddresses } from './listening.ts';

const root = await mkdtemp(join(tmpdir(), 'flowproof-live-'));
after(() => rm(root, { recursive: true, force: true }));

const silent = () => {};
const search = { env: process.env, log: silent };
const { java } = await findJava(process.env);
const distribution = await findDistribution({ ...search, java });
assert.equal(distribution.kind, 'home');
const { home } = distribution;

const PARENT = fileURLToPath(new URL('./parent.ts', import.meta.url));

/** Runs parent.ts with its own cache and collects what it says. */
function startParent(cache: string) {
  const env = { ...process.env, KEYCLOAK_HOME: home, FLOWPROOF_CACHE: cache };
  const child = spawn(process.execPath, ['--import', 'tsx', PARENT], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines };
}

async function said(lines: readonly string[], beginning: string): Promise<string> {
  for (let tries = 0; tries < 1_800; tries += 1) {
    const line = lines.find((text) => text.startsWith(beginning));
    if (line) return line;
    await delay(100);
  }
  assert.fail(`nothing begins with "${beginning}" in:\n${lines.join('\n')}`);
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const answers = (baseUrl: string) =>
  fetch(`${baseUrl}/realms/master`).then(
    () => true,
    () => false,
  );

const quarkusOf = async (folder: string) => (await stat(join(folder, 'lib/quarkus/quarkus-application.dat'))).mtimeMs;

test('a build that is killed half way leaves nothing in the way of two that start at once; killed too, they leave no server', async () => {
  const cache = join(root, 'cache');
  const before = await quarkusOf(home);
  const first = startParent(cache);
  await said(first.lines, 'building');
  await delay(4_000);
  await kill(first.child);

  const parents = [startParent(cache), startParent(cache)];
  const urls = await Promise.all(parents.map(async ({ lines }) => (await said(lines, 'up ')).slice(3)));
  assert.equal(parents.filter(({ lines }) => lines.some((line) => line.startsWith('building'))).length, 1);
  assert.match((await readdir(cache)).join(' '), /^keycloak-[\d.]+-build-[0-9a-f]{12}$/);
  assert.equal(await quarkusOf(home), before);
  assert.deepEqual(await Promise.all(urls.map(answers)), [true, true]);

  await Promise.all(parents.map(({ child }) => kill(child)));
  for (let tries = 0; tries < 50 && (await Promise.all(urls.map(answers))).includes(true); tries += 1) await delay(100);
  assert.deepEqual(await Promise.all(urls.map(answers)), [false, false]);
});

test('a server taken up stays, is found again, listens on loopback only, and goes down', async () => {
  const env = { ...process.env, XDG_RUNTIME_DIR: join(root, 'run') };
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const server = await up({ log, env });
  const report = await status({ log, env });
  assert.equal(report.state, 'running');
  const addresses = listeningAddresses(report.pid);
  assert.ok(addresses.length > 0);
  assert.deepEqual(
    addresses.filter((address) => !LOOPBACK.includes(address)),
    [],
  );
  assert.equal((await running(env))?.baseUrl, server.baseUrl);
  assert.equal((await up({ log, env })).admin.password(), server.admin.password());
  await assert.rejects(up({ log, env, version: '26.0.0' }), { code: 'bad-option' });
  assert.equal((await stat(join(root, 'run/flowproof/keycloak.json'))).mode & 0o777, 0o600);
  assert.ok(!lines.join('\n').includes(server.admin.password()));
  assert.ok(!(await readFile(join(root, 'run/flowproof/keycloak.log'), 'utf8')).includes(server.admin.password()));

  assert.equal(await down({ log, env }), true);
  assert.equal(groupAlive(report.pid), false);
  assert.equal(await answers(server.baseUrl), false);
  assert.deepEqual(await status({ log, env }), { state: 'stopped' });
  assert.deepEqual(await readdir(join(root, 'run/flowproof')), []);
});

test('an abort while the server starts ends it', async () => {
  const control = new AbortController();
  const lines: string[] = [];
  const log = (line: string) => {
    lines.push(line);
    if (line.startsWith('starting')) setTimeout(() => control.abort(new Error('enough')), 1_000);
  };
  await assert.rejects(startKeycloak({ log, signal: control.signal }), /enough/);
  const baseUrl = /http:\S+/.exec(lines.at(-1) ?? '')?.[0] ?? '';
  assert.equal(await answers(baseUrl), false);
});

test('a taken port is a problem before anything starts', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  // A listening TCP server has an AddressInfo; the string form belongs to pipes.
  const { port } = other.address() as AddressInfo;
  const lines: string[] = [];
  await assert.rejects(startKeycloak({ port, log: (line) => lines.push(line) }), { code: 'port-in-use' });
  assert.deepEqual(lines, []);
  other.close();
});

test('a broken KEYCLOAK_HOME is a problem', async () => {
  const empty = join(root, 'empty');
  await mkdir(empty);
  const env = { ...process.env, KEYCLOAK_HOME: empty };
  await assert.rejects(startKeycloak({ env, log: silent }), { code: 'bad-option', message: /KEYCLOAK_HOME is set/ });
});

test('a distribution that cannot run is a problem with the words of the build', async () => {
  const broken = join(root, 'broken');
  for (const path of ['bin/kc.sh', 'lib/quarkus-run.jar', 'lib/quarkus/quarkus-application.dat', 'version.txt']) {
    await mkdir(join(broken, path, '..'), { recursive: true });
    await writeFile(
      join(broken, path),
      path === 'bin/kc.sh' ? 'echo no such jar; exit 3' : 'Keycloak - Version 26.7.3',
    );
  }
  for (const folder of ['providers', 'themes']) await mkdir(join(broken, folder));
  const env = { ...process.env, KEYCLOAK_HOME: broken, FLOWPROOF_CACHE: join(root, 'broken-cache') };
  await assert.rejects(startKeycloak({ env, log: silent }), { code: 'keycloak-failed', message: /no such jar/ });
  assert.deepEqual(await readdir(join(root, 'broken-cache')), []);
});

test('no Java is a problem that says what to install', async () => {
  const env = { PATH: root, FLOWPROOF_CACHE: join(root, 'none') };
  const nowhere = startKeycloak({ env, javaPlaces: [], log: silent });
  await assert.rejects(nowhere, { code: 'runtime-missing', message: /install a JDK/ });
});
