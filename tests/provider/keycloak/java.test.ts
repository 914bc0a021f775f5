import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findJava, JAVA_PLACES } from '../../../src/provider/keycloak/java.ts';

const root = await mkdtemp(join(tmpdir(), 'flowproof-java-'));
after(() => rm(root, { recursive: true, force: true }));

async function jdk(name: string, version: string): Promise<string> {
  const home = join(root, name);
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin', 'java'), `#!/bin/sh\necho "    java.specification.version = ${version}" >&2\n`);
  await chmod(join(home, 'bin', 'java'), 0o755);
  return home;
}

const places = JAVA_PLACES.filter(({ name }) => ['JAVA_HOME', 'java on PATH'].includes(name));
const old = await jdk('old', '1.8');
const good = await jdk('good', '21');
const newer = await jdk('newer', '25');

test('JAVA_HOME comes before PATH', async () => {
  const { java, lines } = await findJava({ JAVA_HOME: good, PATH: join(newer, 'bin') }, places);
  assert.deepEqual(java, { home: good, major: 21 });
  assert.deepEqual(lines, [`JAVA_HOME: Java 21 in ${good}`]);
});

test('a JAVA_HOME that is too old or broken is reported and passed over', async () => {
  for (const [home, reason] of [
    [old, `Java 8 in ${old} is too old, 17 needed`],
    [join(root, 'nowhere'), `${join(root, 'nowhere')} has no bin/java that runs`],
  ]) {
    const { java, lines } = await findJava({ JAVA_HOME: home, PATH: join(newer, 'bin') }, places);
    assert.deepEqual(java, { home: newer, major: 25 });
    assert.equal(lines[0], `JAVA_HOME: ${reason}`);
  }
});

test('java on PATH is followed through its links to its home', async () => {
  await mkdir(join(root, 'links'));
  await symlink(join(good, 'bin', 'java'), join(root, 'links', 'java'));
  assert.deepEqual((await findJava({ PATH: join(root, 'links') }, places)).java, { home: good, major: 21 });
});

test('no Java anywhere is an answer with one line for each place', async () => {
  assert.deepEqual(await findJava({ PATH: root }, places), {
    lines: ['JAVA_HOME: no Java there', 'java on PATH: no Java there'],
  });
});
