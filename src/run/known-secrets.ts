import type { Persona } from '../contract/contract.ts';
import { codeOf } from '../journey/one-time-code.ts';
import type { OtpPolicy } from '../keycloak/realm.ts';
import { deriveSuffix } from '../redaction/derive.ts';
import { createVault, type KnownSecret, type Vault } from '../redaction/secret.ts';
import type { ContractFile } from './content.ts';
import { personaValues, securityKey, sharedValues, usernameSlot } from './persona-secrets.ts';

/** A persona that became a user: which test and attempt it belonged to. */
export interface Appearance {
  readonly persona: string;
  readonly instance: string;
}

/** The name of one attempt of a test among all of a run; it tells the users of its personas apart. */
export function instanceOf({ id, retry, repeat }: { id: string; retry: number; repeat: number }): string {
  return [id, retry, repeat].join('-');
}

/** The values that are the same in the whole run: passwords, keys and recovery codes of every persona. */
export function generatedSecrets(key: Uint8Array, contracts: Iterable<ContractFile>): KnownSecret[] {
  const vault = createVault(key);
  for (const persona of personasOf(contracts)) keepShared(vault, persona);
  return [...vault.known()];
}

/** What the runner knows of a run when it looks for its secrets. Times in epoch milliseconds. */
export interface SecretFacts {
  readonly key: Uint8Array;
  readonly contracts: readonly ContractFile[];
  readonly appearances: readonly Appearance[];
  readonly policy: OtpPolicy;
  readonly from_ms: number;
  readonly to_ms: number;
}

/**
 * Every generated value of a run, derived anew from its key: those above, the names and mail addresses of its users,
 * and the one-time codes of each time step the run touched. Nothing was sent for it.
 */
export function knownSecrets({ key, contracts, appearances, policy, from_ms, to_ms }: SecretFacts): KnownSecret[] {
  const vault = createVault(key);
  for (const persona of personasOf(contracts)) keepShared(vault, persona);
  for (const { persona, instance } of appearances) personaValues(vault, persona, instance);
  for (const { id } of personasOf(contracts).filter(({ credentials }) => credentials.includes('otp'))) {
    const seed = vault.otpSeed(`${id}/otp`).raw.reveal();
    const codes = steps(policy, from_ms, to_ms).map((counter) => codeOf(seed, counter, policy));
    for (const code of codes) vault.registerOtp(`${id}/otp-code`, code);
  }
  return [...vault.known()];
}

/**
 * What tells the users of every persona in these attempts apart, whether or not they came to be: the variable part of their
 * names and mail addresses. A test may have shown it and been stopped before it told of a journey.
 */
export function possibleNames(
  key: Uint8Array,
  contracts: Iterable<ContractFile>,
  instances: Iterable<string>,
): KnownSecret[] {
  const personas = [...new Set(personasOf(contracts).map(({ id }) => id))];
  return [...new Set(instances)].flatMap((instance) =>
    personas.map((persona) => {
      const slot = usernameSlot(persona, instance);
      return { slot, value: deriveSuffix(key, slot), brief: true };
    }),
  );
}

function keepShared(vault: Vault, persona: Persona): void {
  sharedValues(vault, persona.id);
  securityKey(vault, persona, '');
}

function personasOf(contracts: Iterable<ContractFile>): Persona[] {
  return [...contracts].flatMap(({ contract }) => contract.identity_graph.personas);
}

/** The time steps a code may have been made for, the look-ahead window on both sides included. */
function steps({ period, look_ahead }: OtpPolicy, from_ms: number, to_ms: number): number[] {
  const first = Math.floor(from_ms / 1000 / period) - look_ahead;
  const last = Math.floor(to_ms / 1000 / period) + look_ahead;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
