import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Contract } from '../../../src/contract/contract.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { readYaml } from '../../../src/document/yaml-source.ts';
import { contractRealms } from '../../../src/run/contract-realms.ts';

/** Anything that is written as it stands, right or wrong. */
export type Plain = Record<string, unknown>;

/** A contract without a change and the realm it is about, before a fault is put in. */
export interface Seed {
  readonly contract: Plain;
  readonly realm: Plain;
}

/** What shows the fault on a way through a login: the rule under which the review gives a walk; `none` where no login shows it. */
export type Counterexample =
  | 'promise'
  | 'no_callback_without'
  | 'never_reaches'
  | 'always_ends_in'
  | 'at_most'
  | 'none';

/** One fault: what is wrong, how it gets there, and what a review has to say. */
export interface SeededFault {
  readonly id: string;
  readonly what: string;
  /** Rule of the reason. */
  readonly rule: string;
  readonly counterexample: Counterexample;
  /** The contract and realm without the fault, which a review approves. */
  seed(): Seed;
  /** The same with the fault. */
  apply(seed: Seed): Seed;
}

const SHIPPED = fileURLToPath(new URL('../../../flows/contracts/mfa-rollout.yaml', import.meta.url));

/** One line of every kind of invariant, in the place of the shipped ones. */
const INVARIANTS = [
  { no_callback_without: ['mfa_challenge', 'mfa_enrollment'], except: ['contractor', 'break-glass'] },
  { never_reaches: 'callback', personas: ['service-identity', 'disabled', 'denied'] },
  { always_ends_in: ['callback', 'blocked'], personas: ['staff-with-otp', 'contractor'] },
  { at_most: { times: 0, state: 'mfa_enrollment' }, personas: ['contractor', 'break-glass'] },
];

/** The shipped contract as it is after its change, with invariants of every kind. */
export function rolloutSeed(): Seed {
  const text = readFileSync(SHIPPED, 'utf8');
  const contract = parseContract(text, SHIPPED);
  const { document } = contractRealms({ file: SHIPPED, text, contract }).after;
  const { value } = readYaml(text, SHIPPED);
  const plain = structuredClone(value) as Plain & { provider_state: Plain };
  const { change: _done, ...state } = plain.provider_state;
  return {
    contract: {
      ...plain,
      provider_state: { ...state, realm: 'realm.json' },
      invariants: INVARIANTS,
    },
    realm: structuredClone({ ...document }),
  };
}

/** The parts of a contract that speak of no realm. */
export function shippedFormalities(): Pick<Contract, 'helper_state_machine' | 'non_live_proof' | 'stop_rollback'> {
  const { helper_state_machine, non_live_proof, stop_rollback } = parseContract(readFileSync(SHIPPED, 'utf8'), SHIPPED);
  const [unknown] = stop_rollback.stop_conditions.filter(({ when }) => when === 'unknown_page');
  return {
    helper_state_machine,
    non_live_proof,
    stop_rollback: { ...stop_rollback, stop_conditions: unknown ? [unknown] : [] },
  };
}

/** The two files of a seed, as a user has them; removed when the process ends. */
export function writeSeed({ contract, realm }: Seed): { readonly file: string; readonly text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-seed-'));
  folders.push(folder);
  const file = join(folder, 'contract.yaml');
  const text = stringify(contract, { aliasDuplicateObjects: false });
  writeFileSync(join(folder, 'realm.json'), JSON.stringify(realm));
  writeFileSync(file, text);
  return { file, text };
}

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
