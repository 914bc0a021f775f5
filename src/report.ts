import type {
  FullConfig,
  FullResult,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter';
import { scrubStep, scrubSuite, scrubTest } from './redaction/scrub-report.ts';
import { createScrub, type Scrub, scrubShapes } from './redaction/text.ts';
import { type ContractFile, readContracts } from './run/content.ts';
import { finishRun } from './run/finish-run.ts';
import { generatedSecrets } from './run/known-secrets.ts';
import { type FlowproofOptions, ownOptions, type ResolvedOptions, resolveOptions } from './run/options.ts';
import { createProgress } from './run/progress.ts';
import { runKey } from './run/run-environment.ts';
import { type RunMode, runMode } from './run/run-mode.ts';
import { type Declaration, declarations } from './summary/declaration.ts';

/** Options of the reporter; what begins otherwise is put in by Playwright. */
export type UatReportOptions = FlowproofOptions & { readonly _mode?: string };

/** What a reporter hands on, hook by hook. */
export interface UatReport {
  /** Whether the progress is told here; in list mode Playwright's own listing is the output. */
  readonly prints: boolean;
  begin(config: FullConfig, suite: Suite): void;
  /** A step that begins or ends: reports that stream it get it redacted. */
  step(step: TestStep): void;
  testEnd(test: TestCase, result: TestResult): void;
  error(error: TestError): void;
  output(chunk: string | Buffer): void;
  /** Writes the packet and gives the status of the run: `failed` when a gate is shut. */
  end(result: FullResult): Promise<FullResult['status']>;
}

interface Begun {
  readonly config: FullConfig;
  readonly suite: Suite;
  readonly mode: RunMode;
  readonly options: ResolvedOptions;
  /** Taken before any test runs: what a test declares later is lost when its worker dies. */
  readonly declared: ReadonlyMap<string, Declaration>;
}

/** Redacts what the reporters after it will see, tells the progress, and makes the packet at the end. */
export function createUatReport({ _mode, ...given }: UatReportOptions): UatReport {
  const own = ownOptions(given);
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  let scrub: Scrub = scrubShapes;
  const progress = createProgress(write, (text) => scrub(text));
  let begun: Begun | undefined;
  return {
    prints: _mode !== 'list',
    begin: (config, suite) => {
      const options = resolveOptions(own, config.configFile, process.env);
      scrub = createScrub(generatedSecrets(runKey(process.env), contractsOf(suite, options)));
      scrubSuite(suite, scrub);
      begun = { config, suite, options, mode: runMode(config, _mode), declared: declarations(suite) };
      if (begun.mode !== 'list') progress.begin(config, suite);
    },
    step: (step) => scrubStep(step, scrub),
    testEnd: (test, result) => {
      scrubTest(test, result, scrub);
      progress.finished(test, result);
    },
    error: (error) => progress.failed(error),
    output: (chunk) => progress.printed(chunk),
    end: async (result) => (begun ? finishRun({ ...begun, result, write }) : result.status),
  };
}

/** Playwright shows an empty suite when the set-up failed; what is wrong with the contracts has been told then. */
function contractsOf(suite: Suite, { contracts }: ResolvedOptions): Iterable<ContractFile> {
  return suite.allTests().length > 0 ? readContracts(contracts).values() : [];
}
