import { type Page, type TestInfo, test } from '@playwright/test';
import { type Comparison, compare } from '../contract/compare.ts';
import type { Deviation } from '../contract/deviation.ts';
import { exercisedByJourney } from '../contract/exercised.ts';
import { type ExpectedState, expectedState } from '../contract/expected-state.ts';
import { refusedSecret } from '../contract/refused-secret.ts';
import { KNOWN_PAGES } from '../contract/screens.ts';
import { didYouMean } from '../document/nearest.ts';
import { JOURNEY_TYPE, type JourneyRecord } from '../journal.ts';
import { watchCallback } from '../journey/application.ts';
import { type Driven, drive } from '../journey/drive.ts';
import { createPlan } from '../journey/plan.ts';
import { Problem } from '../problem.ts';
import type { Trace } from '../trace.ts';
import type { ContractFile } from './content.ts';
import { exercisedRecord } from './exercised-record.ts';
import type { Foresight } from './foresight.ts';
import type { JourneyRequest } from './journey-fixture.ts';
import { loadJourney } from './load-journey.ts';
import type { PlayedPersona } from './persona-users.ts';
import type { Pictures } from './pictures.ts';
import type { Stage } from './stage.ts';
import type { WorkerRun } from './worker-run.ts';

/** One journey about to be played. */
export interface Play {
  readonly stage: Stage;
  readonly contract: ContractFile;
  readonly played: PlayedPersona;
  readonly request: JourneyRequest;
  readonly page: Page;
  readonly run: WorkerRun;
  readonly testInfo: TestInfo;
  readonly pictures: Pictures;
  readonly foresight: Foresight;
}

/** Foresees, drives, compares and records one journey; throws when the three rows differ. */
export async function playJourney(play: Play): Promise<JourneyRecord> {
  const { request, testInfo, run } = play;
  checkUntil(request);
  const fromTheStart = play.foresight.untouched && request.params === undefined;
  const predicted = predict(play);
  const promised = promise(play);
  const driven = await test.step(`${request.persona} signs in`, () => walk(play, { promised, predicted }));
  const told = recordOf(play, { promised, predicted, driven });
  const record = fromTheStart ? { ...told, exercised: exercisedOf(play, told) } : told;
  await testInfo.attach(`journey-${request.persona}.json`, { body: JSON.stringify(record), contentType: JOURNEY_TYPE });
  await run.proof?.seen({ promised, predicted, persona: request.persona, steps: driven.steps, end: driven.end });
  if (record.first_difference >= 0) throw mismatch(record);
  return record;
}

function checkUntil({ until }: JourneyRequest): void {
  if (until === undefined || KNOWN_PAGES.includes(until)) return;
  throw new Problem({
    code: 'bad-option',
    what: `journey.run: "${until}" in until is no page`,
    expected: `one of ${KNOWN_PAGES.join(', ')}`,
    next: didYouMean(until, KNOWN_PAGES, 'Name a page as Keycloak does, without its leading login-.'),
  });
}

function predict(play: Play): Trace {
  const { foresight, stage, contract, played, request } = play;
  const { params, client } = contract.contract.provider_state;
  return foresight.next(stage.realm, {
    persona: played.persona,
    client,
    redirect_uri: stage.redirectUri,
    params: { ...params, ...request.params },
    deviation: deviationOf(play),
    until: request.until,
  });
}

function promise({ contract: { contract }, request }: Play): ExpectedState[] {
  if (request.expected) return request.expected.map((state) => expectedState.parse(state));
  return contract.expected_states[request.persona] ?? [];
}

/** What the test asks for, else what the contract says of the persona. */
function deviationOf({ request, played }: Play): Deviation {
  return request.deviate ?? played.persona.deviate;
}

async function walk(play: Play, foretold: Omit<Rows, 'driven'>): Promise<Driven> {
  const {
    stage,
    contract: { contract },
    played,
    request,
    page,
    run,
    pictures,
  } = play;
  const machine = await loadJourney(run.options.journeys, request.journey ?? contract.helper_state_machine.journey);
  const callback = watchCallback(page, stage.redirectUri);
  const query = new URLSearchParams({ ...contract.provider_state.params, ...request.params });
  try {
    await page.goto(`${stage.application}/sign-in?${query}`);
    return await drive(page, {
      machine,
      callback,
      plan: createPlan(deviationOf(play)),
      wallet: played.wallet,
      excluded: played.persona.excluded,
      timeout: run.options.page_timeout,
      onPage: async (sight) => {
        // Before anything else: what the page hands out must be known as a secret even where the test stops here.
        await played.wallet.take(page, sight.page);
        return pictures.take(page, sight, { title: `${request.persona}: ${sight.page}` });
      },
      ...(request.until && { until: request.until }),
      halt: async (steps) => run.proof?.seen({ ...foretold, persona: request.persona, steps }),
    });
  } finally {
    callback.stop();
  }
}

interface Rows {
  readonly promised: readonly ExpectedState[];
  readonly predicted: Trace;
  readonly driven: Driven;
}

function recordOf({ stage, contract, request }: Play, { promised, predicted, driven }: Rows): JourneyRecord {
  const observed: Trace = { steps: driven.steps, end: driven.end, unsupported: [] };
  const cut = request.until;
  const rows = { promised: upTo(cut, promised), predicted: { ...predicted, steps: upTo(cut, predicted.steps) } };
  const why = driven.halted ?? neverCame(cut, observed);
  const compared = compare(rows.promised, rows.predicted, observed, why);
  return {
    version: 1,
    contract: contract.contract.id,
    persona: request.persona,
    journey: request.journey ?? contract.contract.helper_state_machine.journey,
    lane: stage.provider.lane,
    provider: stage.provider.record,
    ...rows,
    observed,
    ...withRefusal(compared, { predicted, observed }),
    allowed_next: driven.allowed_next,
  };
}

function exercisedOf({ stage, contract, played, run }: Play, { predicted, observed }: JourneyRecord) {
  const behaviour = run.behaviours.of(stage, contract, played.persona);
  return exercisedRecord(exercisedByJourney(behaviour, predicted.steps, observed.steps));
}

/** A right secret that is refused explains the difference better than the pages that are missing then. */
function withRefusal(compared: Comparison, rows: Parameters<typeof refusedSecret>[0]): Comparison {
  const secret = compared.first_difference >= 0 ? refusedSecret(rows) : undefined;
  return secret
    ? { ...compared, reason: `the provider refused the ${secret} it was given; ${compared.reason}` }
    : compared;
}

/** Where a test wants to stop at a page, a journey that ends without it is not what the test is about. */
function neverCame(until: string | undefined, { steps }: Trace): string | undefined {
  if (until === undefined || steps.at(-1)?.page === until) return undefined;
  return `the journey ended without ${until}, at which it should stop`;
}

/** The columns up to the page (or state) at which the test stops on purpose. */
function upTo<Column extends ExpectedState>(cut: string | undefined, columns: readonly Column[]): Column[] {
  const end = cut ? columns.findIndex(({ page, state }) => page === cut || state === cut) : -1;
  return end < 0 ? [...columns] : columns.slice(0, end + 1);
}

function mismatch({ persona, first_difference, reason, observed, allowed_next }: JourneyRecord): Problem {
  const stopped = observed.end.kind === 'stopped' && observed.end.reason ? `; ${observed.end.reason}` : '';
  const prefix = observed.steps.map(({ page }) => page).join(', ');
  return new Problem({
    code: 'journey-stopped',
    what: `${persona}, page ${first_difference + 1}: ${reason}${stopped} (seen so far: ${prefix})`,
    ...(allowed_next.length > 0 && { expected: `one of ${allowed_next.join(', ')}` }),
    next: 'compare the three rows of this persona in the packet; the first differing page names its rule',
  });
}
