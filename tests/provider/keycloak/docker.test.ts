import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dockerCommand } from '../../../src/provider/keycloak/docker.ts';

test('the container is published on loopback only, removed afterwards, and gets no secret in argv', () => {
  const env = { KC_BOOTSTRAP_ADMIN_PASSWORD: 'the password' };
  const command = dockerCommand({ image: 'quay.io/keycloak/keycloak:26.7.3', port: 8181 }, env);
  assert.equal(command.file, 'docker');
  assert.deepEqual(command.args, [
    'run',
    '--rm',
    '--name',
    'flowproof-keycloak-8181',
    '-p',
    '127.0.0.1:8181:8080',
    '-e',
    'KC_BOOTSTRAP_ADMIN_USERNAME',
    '-e',
    'KC_BOOTSTRAP_ADMIN_PASSWORD',
    'quay.io/keycloak/keycloak:26.7.3',
    'start-dev',
    '--log-level=warn',
  ]);
  assert.ok(!command.args.join(' ').includes('the password'));
  assert.equal(command.env, env);
});
