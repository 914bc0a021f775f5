import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { Problem } from '../../src/problem.ts';
import { contractRealms } from '../../src/run/contract-realms.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'flows', 'contracts');

function contractFile(id: string, edit: (text: string) => string = (text) => text) {
  const file = join(FOLDER, `${id}.yaml`);
  const text = edit(readFileSync(file, 'utf8'));
  return { file, text, contract: parseContract(text, file) };
}

const flowOf = (document: unknown) => {
  const { flows, browser_flow = '' } = readRealm(document, { version: '26.7.3' });
  return flows.get(browser_flow)?.executions.flatMap(({ flow = '' }) => flows.get(flow)?.executions ?? []);
};

test('a target is the realm after the change', () => {
  const { before, after, change } = contractRealms(contractFile('mfa-rollout'));
  assert.deepEqual(flowOf(before.document)?.length, 2);
  assert.deepEqual(flowOf(after.document)?.length, 4);
  assert.deepEqual(change, { target: after });
  assert.notEqual(before.sha256, after.sha256);
});

test('operations are applied to the source realm', () => {
  const { before, after, change } = contractRealms(contractFile('step-up'));
  assert.deepEqual([before.document['browserFlow'], after.document['browserFlow']], [undefined, 'portal levels']);
  assert.deepEqual(
    flowOf(after.document)?.map(({ flow }) => flow),
    ['portal silver', 'portal gold'],
  );
  assert.equal(change && 'operations' in change && change.operations.length, 10);
});

/** Edits of a contract, and what is said of them where. */
const WRONG: Readonly<Record<string, readonly [from: string, to: string, says: RegExp]>> = {
  'an operation that is not supported': [
    'path: /authentication/flows\n',
    'path: /authentication/flow\n',
    /step-up\.yaml:\d+:15 provider_state\.change\.operations\[0\]\.path: the operation POST \/authentication\/flow is not supported/,
  ],
  'a body that is not understood': [
    'requirement: ALTERNATIVE, priority: 10',
    'requirment: ALTERNATIVE, priority: 10',
    /step-up\.yaml:\d+:\d+ provider_state\.change\.operations\[1\]\.body\.requirment: unknown key[\s\S]*Did you mean "requirement"\?/,
  ],
  'a flow that is not there': [
    '/authentication/flows/portal gold/executions/execution',
    '/authentication/flows/portal god/executions/execution',
    /step-up\.yaml:\d+:15 provider_state\.change\.operations\[7\]\.path: the change does not apply: there is no flow "portal god"[\s\S]*Did you mean "portal gold"\?/,
  ],
  'a requirement that is no choice': [
    'provider: auth-otp-form, requirement: REQUIRED',
    'provider: auth-otp-form, requirement: CONDITIONAL',
    /operations\[8\]\.body\.requirement: the change does not apply: the execution cannot be CONDITIONAL/,
  ],
};

for (const [name, [from, to, says]] of Object.entries(WRONG)) {
  test(`${name} is told at its place in the contract`, () => {
    const wrong = contractFile('step-up', (text) => text.replace(from, to));
    assert.throws(
      () => contractRealms(wrong),
      (error) => {
        assert.ok(error instanceof Problem);
        assert.match(error.message, says);
        assert.equal(error.details[0]?.at?.line, wrong.text.slice(0, wrong.text.indexOf(to.trim())).split('\n').length);
        return true;
      },
    );
  });
}
