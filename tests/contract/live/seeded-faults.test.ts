import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { undrivable } from '../../../src/contract/drivable.ts';
import { parseContract } from '../../../src/contract/parse-contract.ts';
import { type Walk, walkText } from '../../../src/contract/walk.ts';
import { DEFAULT_VERSION } from '../../../src/provider/keycloak/keycloak-version.ts';
import { contractRealms } from '../../../src/run/contract-realms.ts';
import { reviewContractText } from '../../../src/run/contract-review.ts';
import { type Live, type LiveCase, startLive } from '../../kit/live-walks.ts';
import { writeSeed } from '../seeded/seed.ts';
import { SEEDED_FAULTS } from '../seeded-faults.ts';

let live: Live;
const driven: { readonly id: string; readonly seconds: number }[] = [];

before(async () => {
  live = await startLive(DEFAULT_VERSION);
});

after(async () => {
  await live?.stop();
  const seconds = driven.reduce((total, each) => total + each.seconds, 0);
  process.stderr.write(
    `${driven.length} of ${SHOWN.length} counterexamples did what they say, ${Math.round(seconds)} s\n`,
  );
});

/** Faults that no server gets as far as: why. */
const REFUSED = new Map([['lint-L-43', 'the server imports no realm whose browserFlow names no flow']]);

interface Shown extends LiveCase {
  readonly walk: Walk;
}

/** The case of a fault, and the walk by which its review shows it. */
function shownBy({ seed, apply, counterexample }: (typeof SEEDED_FAULTS)[number]): Shown {
  const written = writeSeed(apply(seed()));
  const walk = reviewContractText(written).reasons.find(
    (reason) => reason.rule === counterexample && reason.walk,
  )?.walk;
  assert.ok(walk, 'the review shows no way');
  const contract = parseContract(written.text, written.file);
  const { document } = contractRealms({ ...written, contract }).after;
  return { contract, document, walk };
}

/** One in so many; all of them unless told. */
const EVERY = Number(process.env['EVERY'] ?? 1);
const SHOWN = SEEDED_FAULTS.filter(({ counterexample }) => counterexample !== 'none').filter(
  (_, index) => index % EVERY === 0,
);

/** One after the other: several of the realms name the same ids, which a server has once. */
describe('every counterexample, driven', () => {
  for (const fault of SHOWN) {
    test(`${fault.id}: ${fault.what}`, async (context) => {
      const { walk, ...live_case } = shownBy(fault);
      const why = walk.steps.flatMap(({ deed }) => (deed && undrivable(deed)) ?? [])[0];
      if (why !== undefined) return context.skip(why);
      if (REFUSED.has(fault.id)) {
        await assert.rejects(live.open(live_case), { code: 'keycloak-failed' });
        return context.skip(REFUSED.get(fault.id));
      }
      const realm = await live.open(live_case);
      try {
        const { first_difference, reason, seconds } = await realm.walk(walk);
        assert.equal(first_difference, -1, `${walk.persona}: ${reason}\n${walkText(walk)}`);
        driven.push({ id: fault.id, seconds });
      } finally {
        await realm.close();
      }
    });
  }
});
