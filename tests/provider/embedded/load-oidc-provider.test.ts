import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadOidcProvider } from '../../../src/provider/embedded/load-oidc-provider.ts';

test('only the warning about the runtime is dropped, and the console is as it was', async () => {
  const { warn } = console;
  const heard: unknown[][] = [];
  const listener = (...words: unknown[]) => {
    heard.push(words);
  };
  console.warn = listener;
  try {
    const loading = loadOidcProvider();
    console.warn('something else');
    assert.equal(typeof (await loading).Provider, 'function');
    assert.equal(console.warn, listener);
    assert.deepEqual(heard, [['something else']]);
  } finally {
    console.warn = warn;
  }
});
