import { type Page, type TestInfo, test } from '@playwright/test';
import { exercisedByWalk } from '../contract/exercised.ts';
import { type Walk, walkText } from '../contract/walk.ts';
import { JOURNEY_TYPE, type JourneyRecord } from '../journal.ts';
import { watchCallback } from '../journey/application.ts';
import { endOf, type Followed, followWalk } from '../journey/follow-walk.ts';
import type { BruteForce } from '../keycloak/realm.ts';
import { Problem } from '../problem.ts';
import type { ContractFile } from './content.ts';
import { exercisedRecord } from './exercised-record.ts';
import type { PlayedPersona } from './persona-users.ts';
import type { Pictures } from './pictures.ts';
import type { Stage } from './stage.ts';
import type { WorkerRun } from './worker-run.ts';

/** A walk about to be driven, by a user that nothing was done with yet. */
export interface WalkPlay {
  readonly stage: Stage;
  readonly contract: ContractFile;
  readonly played: PlayedPersona;
  readonly walk: Walk;
  readonly page: Page;
  readonly run: WorkerRun;
  readonly testInfo: TestInfo;
  readonly pictures: Pictures;
}

/** Drives a walk through a persona's machine and records it; throws where the browser shows anything else. */
export async function playWalk(play: WalkPlay): Promise<JourneyRecord> {
  const { walk, played, testInfo } = play;
  const followed = await test.step(`${played.persona.id} walks`, () => follow(play));
  const record = recordOf(play, followed);
  const name = `journey-${played.persona.id}.json`;
  await testInfo.attach(name, { body: JSON.stringify(record), contentType: JOURNEY_TYPE });
  if (followed.first_difference >= 0) throw mismatch(walk, record);
  return record;
}

async function follow({ stage, contract, played, walk, page, run, pictures }: WalkPlay): Promise<Followed> {
  const callback = watchCallback(page, stage.redirectUri);
  try {
    await page.goto(`${stage.application}/sign-in?${new URLSearchParams(contract.contract.provider_state.params)}`);
    return await followWalk(page, walk, {
      wallet: played.wallet,
      callback,
      timeout: run.options.page_timeout,
      pace: paceOf(stage.realm.brute_force),
      onLast: (sight) => pictures.take(page, sight, { title: `${played.persona.id}: ${sight.page}` }),
    });
  } finally {
    callback.stop();
  }
}

const A_LITTLE_MORE_MS = 100;

/** Attempts that follow faster than the quick-login check allows lock at once; a machine's are never that fast. */
export function paceOf({ protected: is_on, quick_login_check_ms }: BruteForce): number {
  return is_on && quick_login_check_ms > 0 ? quick_login_check_ms + A_LITTLE_MORE_MS : 0;
}

/** No contract promises anything about detours: what the machine foresees stands in both rows. */
function recordOf({ stage, contract, played, walk, run }: WalkPlay, followed: Followed): JourneyRecord {
  const { observed, first_difference, reason } = followed;
  const behaviour = run.behaviours.of(stage, contract, played.persona);
  const steps = walk.steps.map(({ at: _at, deed: _deed, ...step }) => step);
  return {
    version: 1,
    contract: contract.contract.id,
    persona: played.persona.id,
    journey: 'walk',
    lane: stage.provider.lane,
    provider: stage.provider.record,
    promised: steps.map(({ state, page }) => ({ state, page })),
    predicted: { steps, end: endOf(steps.at(-1), walk.steps.at(-1)), unsupported: [] },
    observed,
    first_difference,
    ...(reason !== undefined && { reason }),
    allowed_next: [],
    exercised: exercisedRecord(exercisedByWalk(behaviour, walk, first_difference)),
  };
}

function mismatch(walk: Walk, { persona, first_difference, reason, observed }: JourneyRecord): Problem {
  const gone = { persona: walk.persona, steps: walk.steps.slice(0, first_difference + 1) };
  return new Problem({
    code: 'journey-stopped',
    what: `${persona}, step ${first_difference + 1} of ${walk.steps.length}: ${reason ?? 'not as foreseen'}`,
    expected: `${walkText(gone)} (seen: ${observed.steps.map(({ page }) => page).join(', ')})`,
    next: 'compare the rows of this walk in the packet: the rule of the page that was foreseen stands with it',
  });
}
