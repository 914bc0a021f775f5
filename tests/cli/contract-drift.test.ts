import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { contractRealms } from '../../src/run/contract-realms.ts';
import { openContract } from '../../src/run/contract-text.ts';
import { type CliRun, startCli } from './run-cli.ts';

const realms = contractRealms(openContract('mfa-rollout', 'flows/contracts'));
const TOKEN = 'token-of-the-test';

/** Answers by path; whatever is not listed is forbidden. */
let answers: Readonly<Record<string, unknown>> = {};
const calls: string[] = [];
let server: Server;
let url = '';

before(async () => {
  server = createServer((request, answer) => {
    const path = (request.url ?? '').replace(/\?.*$/, '').replace('/admin', '');
    calls.push(`${request.method} ${path}`);
    const isKnown = request.headers.authorization === `Bearer ${TOKEN}`;
    const body = answers[path];
    answer.writeHead(isKnown ? (body === undefined ? 403 : 200) : 401, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  url = `http://127.0.0.1:${address.port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const NAME = realms.after.document.realm;
const exported = (document: object) => ({ [`/realms/${NAME}/partial-export`]: document });
const version = (text: string) => ({ '/serverinfo': { systemInfo: { version: text } } });

async function drift(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = { FLOWPROOF_KEYCLOAK_TOKEN: TOKEN },
): Promise<CliRun> {
  const clean = { FLOWPROOF_ADMIN_USERNAME: undefined, FLOWPROOF_ADMIN_PASSWORD: undefined };
  const child = startCli(['contract', 'drift', 'mfa-rollout', '--url', url, ...args], undefined, { ...clean, ...env });
  child.stdin?.end();
  const read = async (stream: NodeJS.ReadableStream | null) => {
    let text = '';
    for await (const chunk of stream ?? []) text += chunk.toString();
    return text;
  };
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((settle) => child.on('close', settle)));
  return { code, stdout, stderr };
}

test('whether the change has arrived', async () => {
  answers = { ...exported(realms.after.document), ...version('26.7.3') };
  const arrived = await drift();
  assert.match(arrived.stdout, /the change has arrived/);
  assert.match(arrived.stderr, /by a partial export/);
  assert.equal(arrived.code, 0);
  answers = { ...exported(realms.before.document), ...version('26.7.3') };
  const waiting = await drift();
  assert.match(waiting.stdout, /the change has not arrived/);
  assert.equal(waiting.code, 0);
  const late = await drift(['--against', 'after']);
  assert.equal(late.code, 1);
  assert.match(
    late.stdout,
    /staff-with-otp:\n {2}contract: login > login-otp > callback\n {2}live: {5}login > callback/,
  );
});

const AFTER = realms.after.document;
const HERE = `/realms/${NAME}`;

/** The realm for a token that may not export: what is read without a choice, and that little else is there. */
const SINGLY: Readonly<Record<string, unknown>> = {
  ...version('26.7.3'),
  [HERE]: AFTER,
  [`${HERE}/authentication/flows`]: [],
  [`${HERE}/authentication/required-actions`]: [],
  [`${HERE}/clients`]: [],
  [`${HERE}/roles`]: [],
  [`${HERE}/group-by-path/staff`]: { name: 'staff', path: '/staff' },
};

test('what could not be read is not said to be as the contract has it, and which permission reads it', async () => {
  answers = SINGLY;
  const { code, stdout } = await drift(['--json']);
  const { equals, unknown } = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.equal(equals, undefined);
  const reasons = unknown.map(({ reason }: { reason: string }) => reason).join('\n');
  assert.match(reasons, /client scopes could not be read, which takes the role view-clients/);
  assert.match(reasons, /identity providers could not be read, which takes the role view-identity-providers/);
  assert.match(reasons, /the user profile could not be read, which takes the role view-users/);
  answers = { ...SINGLY, [`${HERE}/client-scopes`]: [], [`${HERE}/identity-provider/instances`]: [] };
  const some = await drift();
  assert.match(some.stdout, /everybody: cannot be known: client scopes could not be read/);
  assert.doesNotMatch(some.stdout, /identity providers could not/);
});

test('a realm that is as the contract has it but for what it lacks or hides is not said to equal it', async () => {
  answers = exported(AFTER);
  const hidden = await drift();
  assert.equal(hidden.code, 1);
  assert.doesNotMatch(hidden.stdout, /has arrived/);
  assert.match(
    hidden.stdout,
    /shows no difference in what could be read[\s\S]*the version of the server could not be read/,
  );
});

test('another version is drift, as JSON and nothing else', async () => {
  answers = { ...exported(realms.after.document), ...version('26.4.7') };
  const { code, stdout } = await drift(['--json']);
  assert.equal(code, 1);
  const told = JSON.parse(stdout);
  assert.deepEqual(told.version, { contract: '26.7.3', live: '26.4.7' });
  assert.equal(told.way, 'partial-export');
});

test('who may not look is told which permission is missing', async () => {
  answers = {};
  const { code, stderr } = await drift();
  assert.equal(code, 2);
  assert.match(stderr, /may not read the realm[\s\S]*view-realm/);
});

test('only reads are sent', () => {
  assert.ok(calls.length > 8);
  assert.deepEqual(
    calls.filter((call) => !call.startsWith('GET ') && !call.endsWith('/partial-export')),
    [],
  );
});

test('misuse, and no token in any of it', async () => {
  const cases = [
    [await drift([], {}), /nothing says who may read the realm/],
    [await drift([], { FLOWPROOF_KEYCLOAK_TOKEN: 'hunter2\nx' }), /is no access token/],
    [await drift([], { FLOWPROOF_KEYCLOAK_TOKEN: 'hunter2' }), /does not take this token/],
    [await drift(['--url', 'http://hunter2@127.0.0.1']), /no address of a server/],
    [await drift(['--url', 'http://127.0.0.1:1']), /no Keycloak answers at http:\/\/127\.0\.0\.1:1/],
  ] as const;
  for (const [{ code, stdout, stderr }, message] of cases) {
    assert.match(stderr, message);
    assert.equal(code, 2);
    assert.doesNotMatch(`${stdout}${stderr}`, /hunter2|token-of-the-test/);
  }
});
