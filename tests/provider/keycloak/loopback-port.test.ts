import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { loopbackPort } from '../../../src/provider/keycloak/loopback-port.ts';

for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
  test(`a port taken on ${host} is a problem that names it`, async (t) => {
    const server = createServer().listen(0, host);
    const bound = await Promise.race([once(server, 'listening'), once(server, 'error').then(() => undefined)]);
    if (!bound) return t.skip(`this machine has no ${host}`);
    // A listening TCP server has an AddressInfo; the string form belongs to pipes.
    const { port } = server.address() as AddressInfo;
    try {
      await assert.rejects(loopbackPort(port), {
        code: 'port-in-use',
        message: new RegExp(`port ${port} on localhost`),
      });
    } finally {
      server.close();
    }
  });
}

test('a free port is given back, and without a wish one is chosen', async () => {
  const chosen = await loopbackPort();
  assert.ok(chosen > 0);
  assert.equal(await loopbackPort(chosen), chosen);
});

test('what is no port is refused', async () => {
  for (const wanted of [0, -1, 65_536, 1.5, Number.NaN]) {
    await assert.rejects(loopbackPort(wanted), { code: 'bad-option' });
  }
});
