import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import {
  adminEnvironment,
  serverEnvironment,
  startArgs,
  startCommand,
} from '../../../src/provider/keycloak/server-command.ts';

const java = { home: '/jdk', major: 21 };
const admin = { username: 'root', password: () => 'the password' };

test('the server listens on loopback over HTTP, in no cluster, under one fixed name', () => {
  assert.deepEqual(startArgs(8181), [
    'start',
    '--optimized',
    '--http-enabled=true',
    '--http-host=127.0.0.1',
    '--http-port=8181',
    '--hostname=http://localhost:8181',
    '--cache=local',
    '--log-level=warn',
  ]);
});

test('kc.sh runs through a shell, whatever its mode bits are', () => {
  const { file, args } = startCommand('/kc', 1, {});
  assert.deepEqual([file, ...args.slice(0, 2)], ['/bin/sh', '/kc/bin/kc.sh', 'start']);
});

test('nothing of another Keycloak in the environment reaches the server', () => {
  const foreign = { KC_DB_URL: 'jdbc:live', QUARKUS_LOG_LEVEL: 'DEBUG', JAVA_OPTS: '-Xmx1m', DEBUG: 'true' };
  const env = serverEnvironment({ PATH: '/bin', ...foreign }, java);
  assert.deepEqual(Object.keys(env).sort(), ['JAVA_HOME', 'JAVA_OPTS_APPEND', 'JAVA_OPTS_KC_HEAP', 'PATH']);
  assert.equal(env['JAVA_HOME'], '/jdk');
});

test('the administrator travels in the environment and shows in no print of the access', () => {
  assert.equal(adminEnvironment(admin)['KC_BOOTSTRAP_ADMIN_PASSWORD'], 'the password');
  assert.ok(!(JSON.stringify(admin) + inspect(admin)).includes('the password'));
});
