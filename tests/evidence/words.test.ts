import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laneMeaning } from '../../src/evidence/words.ts';

const PROOF = { lane: 'disposable', server_origin: 'started', left_behind: 0 } as const;

test('the realm of a proof is called deleted only where nothing is left behind', () => {
  assert.match(laneMeaning('disposable', PROOF), /made for this run and deleted afterwards\.$/);
  assert.match(laneMeaning('disposable', { ...PROOF, left_behind: 1 }), /made for this run and may still be there\.$/);
});

test('a server that was named is told as such, and other lanes mean what they always mean', () => {
  const given = { ...PROOF, server_origin: 'given' } as const;
  assert.match(
    laneMeaning('disposable', given),
    /made for this proof on a server that was named and deleted afterwards/,
  );
  assert.equal(laneMeaning('simulated', given), laneMeaning('simulated', undefined));
});
