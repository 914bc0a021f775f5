import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContract } from '../../src/contract/parse-contract.ts';
import { openContract } from '../../src/run/contract-text.ts';

const { text } = openContract('brute-force-lock', 'flows/contracts');

/** The contract with a change that configures an authenticator. */
function configuring(config: Readonly<Record<string, string>>): string {
  const operation = JSON.stringify({ method: 'PUT', path: '/authentication/config/robots', body: { config } });
  const changed = text.replace('    operations:\n', `    operations:\n      - ${operation}\n`);
  assert.notEqual(changed, text);
  return changed;
}

test('a contract that holds a secret is refused where it stands, and the secret is not repeated', () => {
  const { contract, faults } = readContract(configuring({ 'site.key': '6Lc', 'secret.key': 'hunter2' }), 'c.yaml');
  assert.equal(contract, undefined);
  assert.equal(faults.length, 1);
  assert.match(faults[0]?.what ?? '', /a secret stands in the contract, under the key "secret\.key"/);
  assert.ok((faults[0]?.at.line ?? 0) > 1);
  assert.doesNotMatch(JSON.stringify(faults), /hunter2/);
});

test('what is no secret stands in a contract', () => {
  const config = { 'site.key': '6Lc', 'secret.key': `\${vault.robots}` };
  assert.deepEqual(readContract(configuring(config), 'c.yaml').faults, []);
});
