import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Suite } from '@playwright/test/reporter';
import { createVault } from '../../src/redaction/secret.ts';
import { readContracts } from '../../src/run/content.ts';
import { contractRealms } from '../../src/run/contract-realms.ts';
import { instanceOf } from '../../src/run/known-secrets.ts';
import { personaValues } from '../../src/run/persona-secrets.ts';
import { secretsOfRun } from '../../src/run/secrets-of-run.ts';

const KEY = '5c'.repeat(32);
const contracts = readContracts(fileURLToPath(new URL('../../flows/contracts', import.meta.url)));
const before = process.env['FLOWPROOF_RUN_KEY'];
process.env['FLOWPROOF_RUN_KEY'] = KEY;
after(() => {
  if (before === undefined) delete process.env['FLOWPROOF_RUN_KEY'];
  else process.env['FLOWPROOF_RUN_KEY'] = before;
});

test('users of tests that told of no journey are known, for every attempt', () => {
  const results = [0, 1].map((retry) => ({ retry, attachments: [] }));
  const suite = { allTests: () => [{ id: 'stopped', repeatEachIndex: 0, results }] } as unknown as Suite;
  const result = { status: 'failed', startTime: new Date(), duration: 1_000 } as const;
  const content = { matrix: undefined, contracts, documents: new Map<string, string>() };
  const known = new Set(secretsOfRun({ suite, result, content }).map(({ value }) => value));
  for (const { contract } of contracts.values()) {
    for (const { id } of contract.identity_graph.personas) {
      for (const retry of [0, 1]) {
        const instance = instanceOf({ id: 'stopped', retry, repeat: 0 });
        const { username } = personaValues(createVault(Buffer.from(KEY, 'hex')), id, instance);
        assert.ok(known.has(username.slice(id.length + 1)), `${id} ${retry}`);
      }
    }
  }
});

test('what the realms of a contract hold is known, as far as it can be searched for', () => {
  const [contract] = contracts.values();
  assert.ok(contract);
  const folder = mkdtempSync(join(tmpdir(), 'realm-'));
  const { after: realm } = contractRealms(contract);
  const config = { 'site.key': 'everybody-may-know-this', 'secret.key': 'robots-have-9f3ac2', 'api.key': 'short' };
  const document = { ...realm.document, authenticatorConfig: [{ alias: 'robots', config }] };
  writeFileSync(join(folder, 'realm.json'), JSON.stringify(document));
  const { change: _none, ...state } = contract.contract.provider_state;
  const told = {
    ...contract,
    file: join(folder, 'contract.yaml'),
    contract: { ...contract.contract, provider_state: { ...state, realm: 'realm.json' } },
  };
  const content = { matrix: undefined, contracts: new Map([['told', told]]), documents: new Map<string, string>() };
  const suite = { allTests: () => [] } as unknown as Suite;
  const result = { status: 'passed', startTime: new Date(), duration: 1_000 } as const;
  const known = secretsOfRun({ suite, result, content });
  assert.deepEqual(
    known.filter(({ slot }) => slot.startsWith('realm/')),
    [{ slot: 'realm/secret-1', value: 'robots-have-9f3ac2' }],
  );
  rmSync(folder, { recursive: true });
});
