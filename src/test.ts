import { test as base } from '@playwright/test';
import { refuseUnsafe } from './redaction/firewall.ts';
import { scrubErrors } from './redaction/scrub-errors.ts';
import { checkIds } from './run/check-ids.ts';
import { type ContractTestOptions, type CountsFor, contractTests } from './run/contract-tests.ts';
import { createEvidence, type Evidence } from './run/evidence-fixture.ts';
import { guardAttachments } from './run/guard-attachments.ts';
import { guardContexts } from './run/guard-contexts.ts';
import { guardErrors } from './run/guard-errors.ts';
import { guardMessages } from './run/guard-messages.ts';
import { type GuardedOutput, guardOutput } from './run/guard-output.ts';
import { createJourneyFixture, type JourneyFixture } from './run/journey-fixture.ts';
import { type FlowproofOptions, resolveOptions } from './run/options.ts';
import { createPictures, type Pictures } from './run/pictures.ts';
import { WATCHED } from './run/run-environment.ts';
import { createSecrets, type Secrets } from './run/secret-fixture.ts';
import { createWorkerRun, type WorkerRun } from './run/worker-run.ts';

export { expect } from '@playwright/test';
export { type FlowId, type FlowIds, flow, type MatrixId } from './flow.ts';
export type { Subpath } from './flow-id.ts';
export type { ContractTestOptions, CountsFor, Evidence, FlowproofOptions, JourneyFixture, Secrets };

interface TestFixtures {
  /** Personas of a contract at the browser of this test. */
  readonly journey: JourneyFixture;
  /** Takes a redacted picture of the page for the packet. */
  readonly evidence: Evidence;
  /** Gives a generated secret that can be typed and not be read. */
  readonly secret: Secrets;
  readonly flowproofPictures: Pictures;
  readonly flowproofGuard: undefined;
}

interface WorkerFixtures {
  /** Options of the plugin; set them under `use` in the config. */
  readonly flowproof: FlowproofOptions;
  readonly flowproofRun: WorkerRun & { readonly output: GuardedOutput };
}

/** Playwright's `test` with the fixtures `journey`, `evidence` and `secret`. Combine it with others by `mergeTests`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  flowproof: [{}, { option: true, scope: 'worker' }],
  flowproofRun: [
    async ({ flowproof }, use, { config }) => {
      const run = createWorkerRun(resolveOptions(flowproof, config.configFile, process.env), process.env);
      const output = guardOutput(run.scrub);
      guardMessages(run.scrub);
      await use({ ...run, output });
      await run.close();
      output.end();
    },
    { scope: 'worker', auto: true, box: true, timeout: 120_000 },
  ],
  browser: [
    async ({ browser }, use) => {
      // In UI mode Playwright starts traces by itself; nothing of them outlasts it.
      if (!process.env[WATCHED]) guardContexts(browser);
      await use(browser);
    },
    { scope: 'worker' },
  ],
  flowproofGuard: [
    async ({ flowproofRun, trace, video, screenshot, contextOptions, launchOptions }, use, testInfo) => {
      // What `test.use` sets in a file is not in the options of the project.
      const set = { trace: process.env[WATCHED] ? 'off' : trace, video, screenshot, contextOptions, launchOptions };
      refuseUnsafe({ use: { ...testInfo.project.use, ...set }, env: process.env });
      checkIds(testInfo.annotations, flowproofRun.matrix);
      guardErrors(testInfo.errors, flowproofRun.scrub);
      guardAttachments(testInfo, flowproofRun.scrub);
      await use(undefined);
      // Once more: a value may have come up after the error that quotes it.
      scrubErrors(testInfo.errors, flowproofRun.scrub);
      flowproofRun.output.end();
    },
    { auto: true, box: true },
  ],
  flowproofPictures: [
    // Playwright reads the names of the fixtures from this pattern.
    async ({ flowproofRun }, use, testInfo) => use(createPictures(testInfo, flowproofRun.literals)),
    { box: true },
  ],
  journey: async ({ page, flowproofRun, flowproofPictures }, use, testInfo) => {
    await use(createJourneyFixture({ page, run: flowproofRun, testInfo, pictures: flowproofPictures }));
  },
  evidence: async ({ page, flowproofRun, flowproofPictures }, use) => {
    const timeout = flowproofRun.options.page_timeout;
    await use(createEvidence({ page, pictures: flowproofPictures, known: flowproofRun, timeout }));
  },
  secret: async ({ flowproofRun }, use) => {
    await use(createSecrets(flowproofRun.vault));
  },
});

/** Makes ordinary tests of a contract: one per persona, which signs in as promised. */
export const defineContractTests = contractTests(test);
