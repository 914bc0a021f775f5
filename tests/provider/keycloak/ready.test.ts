import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Awaited, untilReady } from '../../../src/provider/keycloak/ready.ts';

const never = new Promise<number | null>(() => {});
const nobody: Awaited = {
  baseUrl: 'http://localhost:1',
  port: 1,
  exited: never,
  tail: () => ['ERROR first', 'ERROR last'],
  timeout: 300,
};

test('it waits until the master realm answers with success', async () => {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    response.writeHead(request.url === '/realms/master' && calls > 2 ? 200 : 503).end();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  // A listening TCP server has an AddressInfo; the string form belongs to pipes.
  const { port } = server.address() as AddressInfo;
  await untilReady({ ...nobody, baseUrl: `http://localhost:${port}`, timeout: 5_000 });
  server.close();
  assert.equal(calls, 3);
});

test('a server that takes too long is a problem with its last lines', async () => {
  await assert.rejects(untilReady(nobody), { code: 'keycloak-failed', message: /not ready after 0 s.*ERROR last/s });
});

test('a server that ends is a problem at once', async () => {
  const ended = { ...nobody, timeout: 60_000, exited: Promise.resolve(1) };
  await assert.rejects(untilReady(ended), { code: 'keycloak-failed', message: /ended before it was ready/ });
});

for (const line of [
  'java.net.BindException: Address already in use',
  'io.quarkus.runtime.QuarkusBindException: Port(s) already bound: 8181: Address already in use',
]) {
  test(`"${line.slice(0, 40)}" becomes port-in-use`, async () => {
    const ended = { ...nobody, exited: Promise.resolve(1), tail: () => [line] };
    await assert.rejects(untilReady(ended), { code: 'port-in-use' });
  });
}

test('an abort rejects with its own reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(untilReady({ ...nobody, timeout: 60_000, signal }), /enough/);
});
