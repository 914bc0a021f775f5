import type { TestInfo } from '@playwright/test';
import { scrubErrors } from '../redaction/scrub-errors.ts';
import type { Scrub } from '../redaction/text.ts';

/**
 * Redacts every error of a test when it is noted. At the end of the test would be too late for some: hooks such as
 * `afterAll` fail when all fixtures are gone, and Playwright writes `error-context.md` right after.
 */
export function guardErrors(errors: TestInfo['errors'], scrub: Scrub): void {
  const push = (...noted: TestInfo['errors']): number => {
    scrubErrors(noted, scrub);
    return Array.prototype.push.apply(errors, noted);
  };
  Object.defineProperty(errors, 'push', { value: push, enumerable: false });
}
