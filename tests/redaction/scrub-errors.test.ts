import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scrubErrors } from '../../src/redaction/scrub-errors.ts';
import { createScrub } from '../../src/redaction/text.ts';

const scrub = createScrub([{ slot: 'p', value: 'Zebra9-Kilo42' }]);

test('every text of an error is cleaned, however deep, and loops end', () => {
  const error: Record<string, unknown> = {
    message: 'expected \u001b[32m"Zebra9-\u001b[7mKilo42\u001b[27m"\u001b[39m',
    stack: 'Error: Zebra9-Kilo42\n  at x',
    value: "'Zebra9-Kilo42'",
    snippet: '> 1 | fill("Zebra9-Kilo42")',
    cause: { message: 'caused by zebra9-kilo42', matcherResult: { actual: ['Zebra9%2DKilo42'] } },
    line: 3,
  };
  error['self'] = error;
  scrubErrors([error], scrub);
  const { self, ...rest } = error;
  assert.equal(self, error);
  assert.doesNotMatch(JSON.stringify(rest), /zebra9|kilo42/i);
  assert.equal(rest['line'], 3);
  assert.equal(rest['stack'], 'Error: [secret:p]\n  at x');
});

test('real errors are cleaned although their fields are not enumerable', () => {
  const error = new Error('Zebra9-Kilo42', { cause: new Error('Zebra9-Kilo42') });
  scrubErrors([error], scrub);
  assert.equal(error.message, '[secret:p]');
  assert.doesNotMatch(error.stack ?? '', /Zebra9/);
  assert.ok(error.cause instanceof Error && error.cause.message === '[secret:p]');
});
