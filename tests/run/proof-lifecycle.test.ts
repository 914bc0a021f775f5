import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeConnection } from '../../src/provider/keycloak-connection.ts';
import { openContract } from '../../src/run/contract-text.ts';
import { proofOfRun } from '../../src/run/proof-facts.ts';
import { openProofJournal } from '../../src/run/proof-journal.ts';
import { beginOnServer } from '../../src/run/proof-lifecycle.ts';

const root = mkdtempSync(join(tmpdir(), 'flowproof-lifecycle-'));
after(() => rmSync(root, { recursive: true, force: true }));

const contract = openContract(fileURLToPath(new URL('../../flows/contracts/mfa-rollout.yaml', import.meta.url)), '');

/** Realms of a server that imports, and fails at what `refuses` names; `lost`: imports are done and not answered well. */
let realms: string[] = [];
let refuses: Readonly<Record<string, number>> = {};
let lost = false;

/** What is asked: a method, but for the calls that have a path of their own. */
function kindOf(method: string, url: string): string {
  if (url.includes('/token')) return 'login';
  return url.includes('/partial-export') ? 'export' : method;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

type Answering = (url: string, body: string) => Answer;

const ANSWERS: Readonly<Record<string, Answering>> = {
  login: () => ({ status: 200, body: { access_token: 'token', expires_in: 60 } }),
  GET: () => ({ status: 200, body: realms.map((realm) => ({ realm })) }),
  POST: (_, body) => {
    realms.push(JSON.parse(body).realm);
    return { status: lost ? 504 : 201 };
  },
  DELETE: (url) => {
    realms = realms.filter((realm) => !url.endsWith(`/${realm}`));
    return { status: 204 };
  },
};

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = '', url = '' } = request;
  const kind = kindOf(method, url);
  const refusal = refuses[kind] && { status: refuses[kind], body: { error: `${url} is refused` } };
  const { status, body } = refusal || (ANSWERS[kind]?.(url, Buffer.concat(chunks).toString()) ?? { status: 404 });
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}).listen(0, 'localhost');
await once(server, 'listening');
after(() => server.close());
const { port } = server.address() as AddressInfo;

beforeEach(() => {
  realms = [];
  refuses = {};
  lost = false;
});

/** A proof on that server, from its begin to its end. */
async function provedThere() {
  const env: NodeJS.ProcessEnv = {};
  const { version } = contract.contract.provider_state;
  const admin = { username: 'root', password: 'hidden' };
  writeConnection(env, { baseUrl: `http://localhost:${port}`, version, ...admin, origin: 'given' });
  const said: string[] = [];
  const journal = openProofJournal(mkdtempSync(join(root, 'proof-')));
  const end = await beginOnServer({ contract, journal, env, say: (line) => void said.push(line) });
  await end();
  const read = {
    request: { provider: 'keycloak' as const },
    contract,
    journal,
    interrupted: false,
    today: '2026-01-31',
  };
  return { ...proofOfRun(read), said };
}

test('a realm that was imported and neither read nor removed is left behind, by name, and its name is not in the facts', async () => {
  refuses = { export: 500, DELETE: 503 };
  const { facts, record, said } = await provedThere();
  const [realm = 'none'] = realms;
  assert.equal(facts.left_behind, 1);
  assert.match(
    record.left_behind[0] ?? '',
    new RegExp(`^the realm ${realm} on http://localhost:${port}; remove it with`),
  );
  assert.equal(record.realm, realm);
  assert.equal(facts.steps.find(({ phase }) => phase === 'remove')?.state, 'failed');
  assert.match(facts.stop?.says ?? '', /could not be prepared: .*the realm/);
  assert.equal(JSON.stringify(facts).includes(realm), false);
  assert.ok(said.some((line) => line.startsWith('LEFT BEHIND: ')));
});

test('an import that was done and not answered is taken away', async () => {
  lost = true;
  const { facts } = await provedThere();
  assert.deepEqual([realms, facts.left_behind, facts.steps[0]?.state], [[], 0, 'failed']);
});

test('where the server does not say what it has, the realm may be left, and the source set aside', async () => {
  refuses = { export: 500, GET: 500 };
  const { facts, record } = await provedThere();
  assert.equal(facts.left_behind, 2);
  assert.match(record.left_behind[0] ?? '', /^the realm \S+ may be left on /);
  assert.match(record.left_behind[1] ?? '', /^the realm \S+-source may be left on /);
});
