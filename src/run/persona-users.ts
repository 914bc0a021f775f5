import type { Page } from '@playwright/test';
import type { Persona } from '../contract/contract.ts';
import { didYouMean } from '../document/nearest.ts';
import { createWallet } from '../journey/persona-wallet.ts';
import type { Wallet } from '../journey/wallet.ts';
import { Problem } from '../problem.ts';
import { typeQuietly } from '../redaction/type-quietly.ts';
import type { ContractFile } from './content.ts';
import { personaValues, securityKey } from './persona-secrets.ts';
import { personaUser } from './persona-user.ts';
import type { Stage } from './stage.ts';
import type { WorkerRun } from './worker-run.ts';

/** A persona as one user of the provider, with what it holds in its hand. */
export interface PlayedPersona {
  readonly persona: Persona;
  readonly username: string;
  readonly wallet: Wallet;
}

/** The users of one test: each persona becomes a user of its own when it first appears, and stays it for the test. */
export interface PersonaUsers {
  get(stage: Stage, contract: ContractFile, id: string): Promise<PlayedPersona>;
  has(whom: { readonly contract: string; readonly persona: string }): boolean;
}

/** `instance` names the test and its attempt, so that no two tests share a user. */
export function createPersonaUsers(
  run: Pick<WorkerRun, 'vault' | 'ledger'>,
  instance: string,
  say: (phase: string) => void,
): PersonaUsers {
  const played = new Map<string, Promise<PlayedPersona>>();
  const create = async (stage: Stage, { contract, file }: ContractFile, id: string): Promise<PlayedPersona> => {
    const persona = findPersona(contract.identity_graph.personas, id, file);
    const key = securityKey(run.vault, persona, instance);
    const values = { ...personaValues(run.vault, id, instance), ...(key && { security_key: key }) };
    await stage.provider.addUser(personaUser(persona, values));
    const wallet = createWallet(values, {
      name: `${id}.${instance}`,
      policy: stage.realm.otp_policy,
      ledger: run.ledger,
      now: Date.now,
      signatures: stage.provider.lane !== 'simulated',
      typeInto: (page: Page, selector, value) => typeQuietly(page.locator(selector), value),
      register: (slot, value) =>
        void (isCode(slot) ? run.vault.registerOtp : run.vault.register)(`${id}/${instance}/${slot}`, value),
      say,
    });
    return { persona, username: values.username, wallet };
  };
  return {
    has: ({ contract, persona }) => played.has(`${contract}/${persona}`),
    get: (stage, contract, id) => {
      const key = `${contract.contract.id}/${id}`;
      const user = played.get(key) ?? create(stage, contract, id);
      played.set(key, user);
      return user;
    },
  };
}

/** One-time codes are short; only they may be. */
function isCode(slot: string): boolean {
  return slot === 'otp' || slot === 'enroll';
}

function findPersona(personas: readonly Persona[], id: string, file: string): Persona {
  const found = personas.find((persona) => persona.id === id);
  if (found) return found;
  const known = personas.map((persona) => persona.id);
  throw new Problem({
    code: 'persona-unknown',
    what: `the contract has no persona "${id}"`,
    at: { file, path: 'identity_graph.personas' },
    expected: known.join(', '),
    next: didYouMean(id, known, 'Name one of these, or add the persona.'),
  });
}
