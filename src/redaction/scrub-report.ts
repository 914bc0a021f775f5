import type { Suite, TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import { scrubbedBytes } from './attached-text.ts';
import { scrubErrors } from './scrub-errors.ts';
import type { Scrub } from './text.ts';

type Attachment = TestResult['attachments'][number];
type Annotation = TestResult['annotations'][number];

/**
 * Cleans a finished test in place, for a reporter listed first: reporters share these objects and are called in the
 * order of the config, so all later ones see only what is left. Pictures and files named by path are left to the audit.
 */
export function scrubTest(test: TestCase, result: TestResult, scrub: Scrub): void {
  test.title = scrub(test.title);
  scrubAnnotations(test.annotations, scrub);
  scrubAnnotations(result.annotations, scrub);
  scrubErrors([...result.errors, ...(result.error ? [result.error] : [])], scrub);
  for (const step of result.steps) scrubStep(step, scrub);
  for (const attachment of result.attachments) scrubAttachment(attachment, scrub);
  for (const chunks of [result.stdout, result.stderr]) scrubOutput(chunks, scrub);
}

/** Cleans the titles of a suite and everything in it, before the run starts. */
export function scrubSuite(suite: Suite, scrub: Scrub): void {
  suite.title = scrub(suite.title);
  for (const inner of suite.suites) scrubSuite(inner, scrub);
  for (const test of suite.tests) {
    test.title = scrub(test.title);
    scrubAnnotations(test.annotations, scrub);
  }
}

/** Cleans one step and the steps in it: title, subtitle, parameters, error, attachments. */
export function scrubStep(step: TestStep, scrub: Scrub): void {
  step.title = scrub(step.title);
  const { subtitle, params } = step;
  if (subtitle !== undefined) step.subtitle = scrub(subtitle);
  scrubErrors([...(params ? [params] : []), ...(step.error ? [step.error] : [])], scrub);
  scrubAnnotations(step.annotations ?? [], scrub);
  for (const attachment of step.attachments ?? []) scrubAttachment(attachment, scrub);
  for (const inner of step.steps) scrubStep(inner, scrub);
}

function scrubAnnotations(annotations: readonly Annotation[], scrub: Scrub): void {
  for (const annotation of annotations) {
    annotation.type = scrub(annotation.type);
    if (annotation.description !== undefined) annotation.description = scrub(annotation.description);
  }
}

function scrubAttachment(attachment: Attachment, scrub: Scrub): void {
  attachment.name = scrub(attachment.name);
  const { body, contentType } = attachment;
  const clean = body && scrubbedBytes({ bytes: body, contentType }, scrub);
  if (clean) attachment.body = clean;
}

/** A value may be split over chunks: joined, cleaned, and given back as one chunk when anything was found. */
function scrubOutput(chunks: (string | Buffer)[], scrub: Scrub): void {
  const text = chunks.map((chunk) => chunk.toString()).join('');
  const clean = scrub(text);
  if (clean !== text) chunks.splice(0, chunks.length, clean);
}
