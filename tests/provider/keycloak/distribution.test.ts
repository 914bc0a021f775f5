import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Problem } from '../../../src/problem.ts';
import { findDistribution, type Search, SOURCES } from '../../../src/provider/keycloak/distribution.ts';

const root = await mkdtemp(join(tmpdir(), 'flowproof-distribution-'));
after(() => rm(root, { recursive: true, force: true }));

const java = { home: '/jdk', major: 21 };
let count = 0;

async function folder(): Promise<string> {
  count += 1;
  const path = join(root, String(count));
  await mkdir(path);
  return path;
}

async function distribution(home: string, version: string): Promise<string> {
  for (const path of ['bin/kc.sh', 'lib/quarkus-run.jar', 'lib/quarkus/quarkus-application.dat', 'version.txt']) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), `Keycloak - Version ${version}\n`);
  }
  return home;
}

/** A folder for PATH with one program of this name and body. */
async function program(name: string, body: string): Promise<string> {
  const path = await folder();
  await writeFile(join(path, name), `#!/bin/sh\n${body}\n`);
  await chmod(join(path, name), 0o755);
  return path;
}

async function search(given: Partial<Search>): Promise<Search & { lines: string[] }> {
  const lines: string[] = [];
  const cache = await folder();
  const env = { FLOWPROOF_CACHE: cache, PATH: '', ...given.env };
  return { java, log: (line) => lines.push(line), ...given, env, lines };
}

test('the sources are asked in this order', () => {
  assert.deepEqual(
    SOURCES.map(({ name }) => name),
    ['KEYCLOAK_HOME', 'cache', 'Maven', 'Docker'],
  );
});

test('KEYCLOAK_HOME wins and names the version when the caller does not', async () => {
  const home = await distribution(await folder(), '26.5.0');
  const asked = await search({ env: { KEYCLOAK_HOME: home } });
  assert.deepEqual(await findDistribution(asked), { kind: 'home', home, version: '26.5.0', java });
  assert.deepEqual(asked.lines, [`KEYCLOAK_HOME: Keycloak 26.5.0 in ${home}, Java 21`]);
});

test('a broken KEYCLOAK_HOME is an error that names the folder, not a reason to look elsewhere', async () => {
  const home = await folder();
  await assert.rejects(findDistribution(await search({ env: { KEYCLOAK_HOME: home } })), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.code, 'bad-option');
    assert.equal(error.details[0]?.at?.file, home);
    return true;
  });
});

test('a KEYCLOAK_HOME of another version than asked for is passed over, and says so', async () => {
  const home = await distribution(await folder(), '26.5.0');
  const asked = await search({ version: '26.7.3', env: { KEYCLOAK_HOME: home } });
  const cached = await distribution(join(asked.env['FLOWPROOF_CACHE'] ?? '', 'keycloak-26.7.3'), '26.7.3');
  const found = await findDistribution(asked);
  assert.deepEqual(found, { kind: 'home', home: cached, version: '26.7.3', java });
  assert.equal(asked.lines[0], 'KEYCLOAK_HOME: is Keycloak 26.5.0, but 26.7.3 is asked for');
});

test('Keycloak before 26 is refused', async () => {
  const home = await distribution(await folder(), '24.0.1');
  await assert.rejects(
    findDistribution(await search({ env: { KEYCLOAK_HOME: home } })),
    /"24\.0\.1" cannot be started/,
  );
});

test('Maven unpacks into the cache, without the outer folder of the archive', async () => {
  const unpack = `
for argument; do case "$argument" in -DoutputDirectory=*) out=\${argument#*=};; esac; done
/bin/mkdir -p "$out/keycloak-26.7.3/bin"; echo hello > "$out/keycloak-26.7.3/bin/kc.sh"
/bin/mkdir markers-in-the-working-folder`;
  const asked = await search({ env: { PATH: await program('mvn', unpack) } });
  const found = await findDistribution(asked);
  const home = join(asked.env['FLOWPROOF_CACHE'] ?? '', 'keycloak-26.7.3');
  assert.deepEqual(found, { kind: 'home', home, version: '26.7.3', java });
  assert.deepEqual(await readdir(home), ['bin']);
});

test('a failing Maven is one line with its reason, and leaves nothing in the cache', async () => {
  const asked = await search({ env: { PATH: await program('mvn', 'echo "[ERROR] no such artifact"; exit 1') } });
  await assert.rejects(findDistribution(asked), { code: 'runtime-missing' });
  assert.ok(asked.lines.includes('Maven: no such artifact'));
  assert.deepEqual(await readdir(asked.env['FLOWPROOF_CACHE'] ?? ''), []);
});

test('without Java only Docker is left', async () => {
  const asked = await search({ java: undefined, env: { PATH: await program('docker', '') } });
  assert.deepEqual(await findDistribution(asked), {
    kind: 'image',
    image: 'quay.io/keycloak/keycloak:26.7.3',
    version: '26.7.3',
  });
  assert.equal(asked.lines[2], 'Maven: not tried, there is no Java to run it');
});

test('a docker without an engine is no source', async () => {
  const asked = await search({ java: undefined, env: { PATH: await program('docker', 'exit 1') } });
  await assert.rejects(findDistribution(asked), { code: 'runtime-missing' });
  assert.equal(asked.lines.at(-1), 'Docker: docker is installed, but no engine answers it');
});

test('without any source the problem lists what each one said and what to do', async () => {
  const asked = await search({ java: undefined });
  await assert.rejects(findDistribution(asked), (error) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.code, 'runtime-missing');
    for (const line of asked.lines) assert.ok(error.message.includes(line), line);
    assert.equal(asked.lines.length, SOURCES.length);
    assert.match(error.message, /next: install a JDK/);
    return true;
  });
});
