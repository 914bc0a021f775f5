import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pageScript } from '../../src/redaction/blank-page.ts';

test('every function of the file is sent to the page', () => {
  const source = readFileSync(new URL('../../src/redaction/blank-page.ts', import.meta.url), 'utf8');
  const names = [...source.matchAll(/^(?:export )?(?:async )?function (\w+)/gm)].map(([, name]) => name);
  const sent = pageScript();
  assert.ok(names.length > 20);
  for (const name of names) if (name !== 'pageScript') assert.match(sent, new RegExp(`function ${name}\\(`));
});

test('what is sent parses on its own', () => {
  assert.doesNotThrow(() => new Function(pageScript()));
});
