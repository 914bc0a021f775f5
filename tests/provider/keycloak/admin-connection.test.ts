import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { adminConnection } from '../../../src/provider/keycloak/admin-connection.ts';
import { loopbackPort } from '../../../src/provider/keycloak/loopback-port.ts';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

let logins: string[] = [];
let calls: { line: string; token: string | undefined; body: string }[] = [];
let reply: Reply = { status: 200, body: {} };

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const server = createServer(async (request, response) => {
  const body = await text(request);
  const isLogin = request.url === '/realms/master/protocol/openid-connect/token';
  if (isLogin) logins.push(body);
  else calls.push({ line: `${request.method} ${request.url}`, token: request.headers.authorization, body });
  const answer: Reply = isLogin ? loginReply() : reply;
  const type = typeof answer.body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers });
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
}).listen(0, 'localhost');
await once(server, 'listening');
after(() => server.close());

function loginReply(): Reply {
  const right = logins.at(-1)?.includes('password=the+password');
  if (!right) return { status: 401, body: { error: 'invalid_grant', error_description: 'Invalid user credentials' } };
  return { status: 200, body: { access_token: `token-${logins.length}`, expires_in: 60 } };
}

// A listening TCP server has an AddressInfo; the string form belongs to pipes.
const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
const target = { baseUrl, username: 'root', password: () => 'the password' };

beforeEach(() => {
  logins = [];
  calls = [];
  reply = { status: 200, body: {} };
});

test('one login serves many calls, until the token is about to expire or forgotten', async () => {
  let time = 0;
  const { send, forgetToken } = adminConnection({ ...target, now: () => time });
  const tokens = async () => {
    await send({ method: 'GET', path: '/realms' });
    return calls.at(-1)?.token;
  };
  assert.equal(await tokens(), 'Bearer token-1');
  time = 49_999;
  assert.equal(await tokens(), 'Bearer token-1');
  time = 50_000;
  assert.equal(await tokens(), 'Bearer token-2');
  forgetToken();
  assert.equal(await tokens(), 'Bearer token-3');
});

test('a call carries its body as JSON and gives back status, body and the new id', async () => {
  reply = { status: 201, body: { a: 1 }, headers: { location: `${baseUrl}/admin/realms/x/users/the-id` } };
  const answer = await adminConnection(target).send({ method: 'POST', path: '/realms/x/users', body: { b: 2 } });
  assert.deepEqual(answer, { status: 201, body: { a: 1 }, id: 'the-id' });
  assert.equal(calls[0]?.line, 'POST /admin/realms/x/users');
  assert.equal(calls[0]?.body, '{"b":2}');
});

test('an error tells the call, the status and what Keycloak said, without any secret that was sent', async () => {
  reply = { status: 409, body: { errorMessage: 'cannot take s3cret or {"value":"otp"} of root, the password' } };
  const credentials = [
    { type: 'password', value: 's3cret' },
    { type: 'otp', secretData: '{"value":"otp"}' },
  ];
  const call = { method: 'POST', path: '/realms/x/users', body: { users: [{ credentials }] } } as const;
  await assert.rejects(adminConnection(target).send(call), {
    code: 'keycloak-failed',
    message:
      /POST \/admin\/realms\/x\/users: Keycloak answered 409 \(cannot take \[redacted\] or \[redacted\] of root, \[redacted\]\)/,
  });
});

test('a page instead of an error document is not repeated', async () => {
  reply = { status: 502, body: '<html>who knows what</html>' };
  await assert.rejects(adminConnection(target).send({ method: 'GET', path: '/realms' }), (error: Error) => {
    assert.match(error.message, /answered 502\n/);
    assert.ok(!error.message.includes('who knows'));
    return true;
  });
});

test('a wrong administrator password is a problem that does not show it', async () => {
  const connection = adminConnection({ ...target, password: () => 'wrong-one' });
  await assert.rejects(connection.send({ method: 'GET', path: '/realms' }), (error: Error) => {
    assert.match(error.message, /could not log in: Keycloak answered 401 \(invalid_grant: Invalid user credentials\)/);
    assert.ok(!error.message.includes('wrong-one'));
    return true;
  });
});

test('no server at all is provider-unreachable, with the base URL', async () => {
  const closed = `http://localhost:${await loopbackPort()}`;
  const connection = adminConnection({ ...target, baseUrl: closed });
  await assert.rejects(connection.send({ method: 'GET', path: '/realms' }), {
    code: 'provider-unreachable',
    message: new RegExp(`${closed} \\(ECONNREFUSED\\)`),
  });
});
