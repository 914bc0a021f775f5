import type { TestCase } from '@playwright/test/reporter';
import { JOURNEY_TYPE, journeyRecord } from '../journal.ts';
import type { OtpPolicy } from '../keycloak/realm.ts';
import { secretPlaces } from '../keycloak/secret-places.ts';
import type { KnownSecret } from '../redaction/secret.ts';
import type { ContractFile } from './content.ts';
import { contractRealms, groundOn } from './contract-realms.ts';
import { type Appearance, instanceOf, knownSecrets, possibleNames } from './known-secrets.ts';
import { runKey } from './run-environment.ts';
import type { PacketFacts } from './run-packet.ts';

/** Every secret that the tests of this run were given, derived from the run's key. */
export function secretsOfRun({
  suite,
  result,
  content,
}: Pick<PacketFacts, 'suite' | 'result' | 'content'>): KnownSecret[] {
  const tests = suite.allTests();
  const contracts = [...content.contracts.values()];
  const key = runKey(process.env);
  const appearances = tests.flatMap(appearancesOf);
  const from_ms = result.startTime.getTime();
  const given = contracts.flatMap((contract) =>
    knownSecrets({
      key,
      contracts: [contract],
      appearances: appearances.filter(({ contract: id }) => id === contract.contract.id),
      policy: otpPolicy(contract),
      from_ms,
      to_ms: from_ms + result.duration,
    }),
  );
  return [
    ...given,
    ...possibleNames(key, contracts, tests.flatMap(instancesOf)),
    ...contracts.flatMap(ofRealms),
    ...administrator(process.env),
  ];
}

/** A shorter one stands in many texts by chance: it cannot be searched for, and should not be one. */
const LONG_ENOUGH = 12;

/** The password of a server that was named for this run. */
function administrator({ FLOWPROOF_ADMIN_PASSWORD: value = '' }: NodeJS.ProcessEnv): KnownSecret[] {
  return value.length >= LONG_ENOUGH ? [{ slot: 'keycloak/administrator', value }] : [];
}

/** What the realms of a contract tell and packets mask: it may stand elsewhere as well. One that is too short is left out. */
function ofRealms(contract: ContractFile): KnownSecret[] {
  const { before, after } = contractRealms(contract);
  const places = [...new Set([before.document, after.document])].flatMap((document) => secretPlaces(document));
  const values = new Set(places.map(({ value }) => value));
  return [...values].filter(isSearchable).map((value, index) => ({ slot: `realm/secret-${index + 1}`, value }));
}

function isSearchable(value: string): boolean {
  return value.replace(/[^\p{L}\p{N}]/gu, '').length >= LONG_ENOUGH;
}

function instancesOf({ id, results, repeatEachIndex }: TestCase): string[] {
  return results.map(({ retry }) => instanceOf({ id, retry, repeat: repeatEachIndex }));
}

function appearancesOf({ id, results, repeatEachIndex }: TestCase): (Appearance & { contract: string })[] {
  return results.flatMap(({ retry, attachments }) =>
    attachments.flatMap(({ contentType, body }) => {
      if (contentType !== JOURNEY_TYPE || !body) return [];
      const { persona, contract } = journeyRecord.parse(JSON.parse(body.toString()));
      return [{ persona, contract, instance: instanceOf({ id, retry, repeat: repeatEachIndex }) }];
    }),
  );
}

function otpPolicy(contract: ContractFile): OtpPolicy {
  return groundOn(contract, contractRealms(contract).after).realm.otp_policy;
}
