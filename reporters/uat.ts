import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter';
import { createUatReport, type UatReport, type UatReportOptions } from '../src/report.ts';

/** Playwright's reporter of the evidence packet; it only hands on what Playwright tells. List it first. */
export default class UatReporter implements Reporter {
  readonly #report: UatReport;

  constructor(options: UatReportOptions = {}) {
    this.#report = createUatReport(options);
  }

  printsToStdio(): boolean {
    return this.#report.prints;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#report.begin(config, suite);
  }

  onStepBegin(_test: TestCase, _result: TestResult, step: TestStep): void {
    this.#report.step(step);
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    this.#report.step(step);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#report.testEnd(test, result);
  }

  onError(error: TestError): void {
    this.#report.error(error);
  }

  onStdOut(chunk: string | Buffer): void {
    this.#report.output(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    this.#report.output(chunk);
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    return { status: await this.#report.end(result) };
  }
}
