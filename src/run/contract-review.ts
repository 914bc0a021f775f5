import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import type { Ground } from '../contract/foresee.ts';
import { readContract } from '../contract/parse-contract.ts';
import { behaviourClasses } from '../contract/review/behaviour-classes.ts';
import { createExplorations } from '../contract/review/explorations.ts';
import { missingInputsReview } from '../contract/review/missing-inputs.ts';
import { existingGroups, unknownReferences } from '../contract/review/realm-references.ts';
import { type Review, reviewContract, type Side } from '../contract/review/review.ts';
import { type Fault, located } from '../document/fault.ts';
import { lintRealm } from '../keycloak/lint/lint-realm.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import { Problem } from '../problem.ts';
import { realmFingerprint } from '../provider/keycloak/realm-fingerprint.ts';
import type { RealmSource } from '../provider/provider.ts';
import { contractRealms } from './contract-realms.ts';
import type { ContractText } from './contract-text.ts';
import { foreseenUsers } from './persona-user.ts';
import { unusableParts } from './unusable-parts.ts';

/** `limit`: the most states of a persona's machine, 5000 unless told. `journeys`: folder of the journey machines. */
export interface ReviewOptions {
  readonly limit?: number;
  readonly journeys?: string;
}

const MOST_STATES = 5000;

/**
 * Reviews a contract without a network. A contract that only lacks something is reviewed; anything else that makes it
 * unusable is thrown as one `contract-invalid` problem, located.
 */
export function reviewContractText({ file, text }: ContractText, options: ReviewOptions = {}): Review {
  const { contract, faults, place } = readContract(text, file);
  if (!contract) {
    if (faults.every(({ missing }) => missing)) return missingInputsReview(file, faults);
    throw problemOf(faults.map(({ missing: _internal, ...details }) => details));
  }
  const refuse = (found: readonly Fault[]): void => {
    if (found.length > 0) throw problemOf(found.map((fault) => located(fault, 'contract-invalid', place)));
  };
  refuse(unusableParts(contract, file, options.journeys));
  const { before, after } = contractRealms({ file, text, contract });
  const exports = exportsOf(contract, file);
  refuse(unknownReferences(contract, { realm: withoutPersonas(after, exports.after), document: after.document }));
  const side = (source: RealmSource, named: string) => sideOf(contract, source, { ...options, file: named });
  const changed = side(after, exports.after);
  const unchanged = before === after ? changed : side(before, exports.before);
  const { document } = after;
  const changes_nothing = before !== after && realmFingerprint(before.document) === realmFingerprint(document);
  return reviewContract({ contract, file, before: unchanged, after: changed, document, changes_nothing, place });
}

function problemOf(details: readonly ConstructorParameters<typeof Problem>[0][]): Error {
  const [first, ...rest] = details;
  return first ? new Problem(first, ...rest) : new TypeError('a contract without faults is read');
}

/** The files that a realm document came from, as problems in it name them. */
function exportsOf({ provider_state: { realm, change } }: Contract, file: string) {
  const beside = (name: string) => join(dirname(file), name);
  return { before: beside(realm), after: beside(change && 'target' in change ? change.target : realm) };
}

function withoutPersonas({ document, version }: RealmSource, file: string) {
  return readRealm({ ...document, users: [] }, { version, file });
}

/** Before a change, personas are in those of their groups that exist already. */
function sideOf(
  contract: Contract,
  { document, version }: RealmSource,
  options: ReviewOptions & { file: string },
): Side {
  const { file, limit = MOST_STATES } = options;
  const groups = existingGroups(document);
  const personas = contract.identity_graph.personas.map((persona) => ({
    ...persona,
    groups: persona.groups.filter((path) => groups.has(path.startsWith('/') ? path : `/${path}`)),
  }));
  const users = foreseenUsers(personas);
  const whole = { ...document, users };
  const ground: Ground = { contract, realm: readRealm(whole, { version, file }) };
  const raw = users.map((user) => ({ ...user }));
  const classOf = behaviourClasses(ground, { document, users: raw });
  const explored = createExplorations(ground, { classOf, limit });
  return { ground, explored, lint: lintRealm({ document: whole, version, file }) };
}
