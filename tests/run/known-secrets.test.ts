import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { codeOf } from '../../src/journey/one-time-code.ts';
import { auditFiles } from '../../src/redaction/audit.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { readContracts } from '../../src/run/content.ts';
import {
  generatedSecrets,
  instanceOf,
  knownSecrets,
  possibleNames,
  type SecretFacts,
} from '../../src/run/known-secrets.ts';
import { personaValues, sharedValues } from '../../src/run/persona-secrets.ts';

const CONTRACTS = fileURLToPath(new URL('../../flows/contracts', import.meta.url));
const SOURCE = new URL('../../src/run/known-secrets.ts', import.meta.url).href;
const contracts = [...readContracts(CONTRACTS).values()];
const KEY = Buffer.from('3d'.repeat(32), 'hex');
const policy = { type: 'totp', algorithm: 'HmacSHA1', digits: 6, period: 30, look_ahead: 1, reusable: false };
const instance = instanceOf({ id: 'a-b', retry: 1, repeat: 0 });
const NOW = 1_790_000_000_000;

const facts: SecretFacts = {
  key: KEY,
  contracts,
  appearances: [{ persona: 'staff-with-otp', instance }],
  policy,
  from_ms: NOW,
  to_ms: NOW + 1_000,
};
const values = (secrets: readonly { value: string }[]): string[] => secrets.map(({ value }) => value);

test('the runner derives what the worker was given', () => {
  const worker = personaValues(createVault(KEY), 'staff-with-otp', instance);
  const known = values(knownSecrets(facts));
  const given = [worker.username, worker.email, worker.password, worker.new_password, worker.otp ?? ''];
  for (const value of [...given, ...worker.recovery_codes]) assert.ok(known.includes(value));
});

test('the same key gives the same values in another process, another key gives others', () => {
  const script = `
    import { readContracts } from '${new URL('../../src/run/content.ts', import.meta.url).href}';
    import { knownSecrets } from '${SOURCE}';
    const { key, ...facts } = JSON.parse(process.argv[1]);
    const contracts = [...readContracts(${JSON.stringify(CONTRACTS)}).values()];
    process.stdout.write(JSON.stringify(knownSecrets({ ...facts, contracts, key: Buffer.from(key, 'hex') })));`;
  const derive = (key: string): unknown => {
    const given = JSON.stringify({ ...facts, contracts: [], key });
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script, given];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  };
  const here = knownSecrets(facts);
  assert.deepEqual(derive(KEY.toString('hex')), here);
  const other = values(knownSecrets({ ...facts, key: Buffer.from('3e'.repeat(32), 'hex') }));
  const same = values(here).filter((value) => other.includes(value) && !/^\d{6}$/.test(value));
  assert.deepEqual(same, []);
});

test('every code that could have been typed is known, and no other', () => {
  const seed = sharedValues(createVault(KEY), 'staff-with-otp').otp ?? '';
  const now = Math.floor(NOW / 30_000);
  const known = new Set(values(knownSecrets(facts)));
  for (const step of [now - 1, now, now + 1]) assert.ok(known.has(codeOf(seed, step, policy)));
  assert.ok(!known.has(codeOf(seed, now + 40, policy)));
});

test('personas without an authenticator have no codes', () => {
  const slots = knownSecrets(facts).map(({ slot }) => slot);
  assert.ok(slots.includes('staff-with-otp/otp-code'));
  assert.ok(!slots.includes('contractor/otp-code'));
});

test('what is the same in the whole run is known before any test', () => {
  const generated = values(generatedSecrets(KEY, contracts));
  const { password, otp } = sharedValues(createVault(KEY), 'contractor');
  assert.ok(generated.includes(password));
  assert.ok(generated.includes(otp ?? ''));
  assert.equal(new Set(generated).size, generated.length);
});

test('the users of all personas are known for every attempt, by what is in name and mail address', () => {
  const names = possibleNames(KEY, contracts, [instance, 'c-d-0-0']);
  for (const persona of ['staff-with-otp', 'contractor']) {
    for (const attempt of [instance, 'c-d-0-0']) {
      const { username, email } = personaValues(createVault(KEY), persona, attempt);
      for (const text of [username, email, encodeURIComponent(email), Buffer.from(`<${email}>`).toString('base64')]) {
        const files = [{ path: 'page.json', bytes: Buffer.from(`"${text}"`) }];
        assert.deepEqual(
          auditFiles(files, names).map(({ message }) => message),
          [`holds the value of the secret slot ${persona}/${attempt}/username`],
        );
      }
    }
  }
});

test('no two attempts share a user', () => {
  const names = [
    { id: 'a', retry: 0, repeat: 0 },
    { id: 'a', retry: 1, repeat: 0 },
    { id: 'a', retry: 0, repeat: 1 },
    { id: 'b', retry: 0, repeat: 0 },
  ].map((attempt) => personaValues(createVault(KEY), 'contractor', instanceOf(attempt)).username);
  assert.equal(new Set(names).size, names.length);
});
