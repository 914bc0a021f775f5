import type { Page, TestInfo } from '@playwright/test';
import type { Deviation } from '../contract/deviation.ts';
import type { Walk } from '../contract/walk.ts';
import type { JourneyRecord } from '../journal.ts';
import { Problem } from '../problem.ts';
import { createForesight } from './foresight.ts';
import { instanceOf } from './known-secrets.ts';
import { credentialTypes } from './persona-user.ts';
import { createPersonaUsers } from './persona-users.ts';
import type { Pictures } from './pictures.ts';
import { type Play, playJourney } from './play-journey.ts';
import { playWalk } from './play-walk.ts';

import type { Stage } from './stage.ts';
import { underProof } from './under-proof.ts';
import type { WorkerRun } from './worker-run.ts';

/** Whom a step is about. */
export interface Whom {
  readonly contract: string;
  readonly persona: string;
}

/** One sign-in at the application. */
export interface JourneyRequest extends Whom {
  /** The machine that says which pages may appear; the contract's own unless named. */
  readonly journey?: string;
  /** Stops in good order at this page; at the end of the journey otherwise. */
  readonly until?: string;
  /** How the persona departs from the right answer. */
  readonly deviate?: Deviation;
  /** Further parameters of the authorization request, such as `prompt`. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is promised instead of the contract's expected states, for a deviation that changes the end. */
  readonly expected?: readonly string[];
}

/** One way through a persona's machine. */
export interface WalkRequest extends Whom {
  readonly walk: Walk;
}

/** The `journey` fixture: personas of a contract at the browser of this test. */
export interface JourneyFixture {
  /** Signs the persona in, page by page. Fails when promise, prediction and observation differ. */
  run(request: JourneyRequest): Promise<JourneyRecord>;
  /**
   * Drives a walk through the persona's machine, deed by deed. Fails at the first page that is not as foreseen. Needs a user
   * that nothing was done with yet, so one test drives one walk of a persona.
   */
  walk(request: WalkRequest): Promise<JourneyRecord>;
  /** Opens the application of a contract, signed out. */
  open(whom: Pick<Whom, 'contract'>): Promise<void>;
  /** Signs out at the application, and with it at the provider. */
  signOut(): Promise<void>;
  /** Lifts a brute-force lock, as an administrator does. */
  unlock(whom: Whom): Promise<void>;
  /** What the provider lacks of the persona as the contract describes it; empty when nothing. */
  missing(whom: Whom): Promise<string[]>;
  /** Address of the application; known once a journey or `open` began. */
  readonly application: string;
  readonly issuer: string;
}

/** What the fixture is made from; all of it belongs to one test. */
export interface JourneyTools {
  readonly page: Page;
  readonly run: WorkerRun;
  readonly testInfo: TestInfo;
  readonly pictures: Pictures;
}

export function createJourneyFixture({ page, run, testInfo, pictures }: JourneyTools): JourneyFixture {
  const { testId: id, retry, repeatEachIndex: repeat } = testInfo;
  const instance = instanceOf({ id, retry, repeat });
  const say = (phase: string): void => void process.stderr.write(`${testInfo.title}: ${phase}\n`);
  const users = createPersonaUsers(run, instance, say);
  const foresight = createForesight();
  let current: Stage | undefined;
  const enter = async (id: string): Promise<Pick<Play, 'stage' | 'contract'>> => {
    const contract = run.contract(id);
    current = await run.stage(contract);
    return { stage: current, contract };
  };
  const meet = async (whom: Whom) => {
    const { stage, contract } = await enter(whom.contract);
    return { stage, contract, played: await users.get(stage, contract, whom.persona) };
  };
  const meetAnew = async (whom: Whom) => {
    if (!foresight.untouched || users.has(whom)) throw usedBefore(whom);
    return meet(whom);
  };
  return {
    walk: (request) =>
      underProof({ run, testInfo, persona: request.persona }, async () =>
        playWalk({ ...(await meetAnew(request)), walk: request.walk, page, run, testInfo, pictures }),
      ),
    run: (request) =>
      underProof({ run, testInfo, persona: request.persona }, async () =>
        playJourney({ ...(await meet(request)), request, page, run, testInfo, pictures, foresight }),
      ),
    open: async ({ contract }) => {
      const { stage } = await enter(contract);
      await page.goto(stage.application);
    },
    signOut: async () => {
      await page.goto(`${onStage(current).application}/sign-out`);
      foresight.signedOut();
    },
    unlock: async (whom) => {
      const { stage, played } = await meet(whom);
      await stage.provider.clearFailures(played.username);
      foresight.unlocked();
    },
    missing: async (whom) => {
      const { stage, played } = await meet(whom);
      const held = await stage.provider.findUser(played.username);
      if (!held) return ['the user'];
      const types = credentialTypes(played.persona).filter((type) => !held.credentials.includes(type));
      return held.enabled === played.persona.enabled ? types : ['the enabled switch', ...types];
    },
    get application() {
      return onStage(current).application;
    },
    get issuer() {
      return onStage(current).provider.issuer;
    },
  };
}

function usedBefore({ persona }: Whom): Problem {
  return new Problem({
    code: 'bad-option',
    what: `journey.walk: something was done in this test before ${persona} could begin`,
    expected: 'a browser without a session, and a user without failed attempts',
    next: 'drive each walk in a test of its own',
  });
}

function onStage(stage: Stage | undefined): Stage {
  if (stage) return stage;
  throw new Problem({
    code: 'bad-option',
    what: 'no contract is open in this test',
    next: 'call journey.run(…) or journey.open(…) first',
  });
}
