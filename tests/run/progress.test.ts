import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { JOURNEY_TYPE } from '../../src/journal.ts';
import { createProgress } from '../../src/run/progress.ts';
import { sampleJourney } from '../summary/sample-run.ts';

const hide = (text: string): string => text.replaceAll('hunter2', '[secret:x]');

function told(tests: number) {
  const lines: string[] = [];
  const progress = createProgress((text) => lines.push(stripVTControlCharacters(text)), hide);
  // As much of Playwright's objects as the progress reads.
  const suite = { allTests: () => Array.from({ length: tests }) } as unknown as Suite;
  progress.begin({ workers: 2 } as FullConfig, suite);
  return { lines, progress };
}

function testCase(id: string, annotations: { type: string; description: string }[] = []): TestCase {
  // As much of Playwright's object as the progress reads.
  return { id, title: `title of ${id}`, tags: [], annotations } as unknown as TestCase;
}

function result(change: Partial<TestResult> = {}): TestResult {
  // As much of Playwright's object as the progress reads.
  return { status: 'passed', retry: 0, errors: [], attachments: [], ...change } as TestResult;
}

const CLAIM = [
  { type: 'flow_id', description: 'FLOW-AUTH-MFA-001' },
  { type: 'subpath', description: 'happy' },
];

test('says how many tests there are', () => {
  assert.deepEqual(told(3).lines, ['3 tests, 2 workers']);
});

test('one line per finished test, with flow, subpath and personas', () => {
  const { lines, progress } = told(2);
  const body = Buffer.from(JSON.stringify({ version: 1, ...sampleJourney() }));
  const attachments = [{ name: 'j', contentType: JOURNEY_TYPE, body }];
  progress.finished(testCase('a', CLAIM), result({ attachments }));
  progress.finished(testCase('b'), result({ status: 'skipped' }));
  assert.equal(lines[1], `✓ 1 of 2  FLOW-AUTH-MFA-001 happy  ${sampleJourney().persona}`);
  assert.equal(lines[2], '- 2 of 2  title of b');
});

test('another attempt of the same test counts once', () => {
  const { lines, progress } = told(2);
  progress.finished(testCase('a'), result({ status: 'failed' }));
  progress.finished(testCase('a'), result({ retry: 1 }));
  assert.deepEqual(lines.slice(1), ['✗ 1 of 2  title of a', '✓ 1 of 2  title of a (retry 1)']);
});

test('errors, output and failures of the run are told without secrets and colours', () => {
  const { lines, progress } = told(1);
  const error = {
    message: '\u001b[31mnot hunter2\u001b[39m\nsecond line',
    location: { file: '/x', line: 7, column: 1 },
  };
  progress.finished(testCase('a'), result({ status: 'failed', errors: [error] }));
  progress.printed('printed hunter2\n');
  progress.failed({ message: 'run failed with hunter2' });
  assert.equal(lines[2], '    not [secret:x]\n    second line\n    at line 7');
  assert.deepEqual(lines.slice(3), ['printed [secret:x]', '    run failed with [secret:x]']);
});
