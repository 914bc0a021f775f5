import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endScan, feed, newScan, type Span } from '../../src/exports/users-scan.ts';

/** Takes a text apart, fed in pieces of `piece` bytes, and parses the parts. */
function taken(text: string, { piece, span }: { piece: number; span: number }) {
  const bytes = Buffer.from(text);
  const scan = newScan(span);
  for (let at = 0; at < bytes.length; at += piece) feed(scan, bytes.subarray(at, at + piece));
  const { rest, users, complete } = endScan(scan);
  const textOf = ({ start, end }: Span) => bytes.subarray(start, end).toString('utf8');
  const runs = users.map((run) => ({ first: run.first, users: JSON.parse(`[${textOf(run)}]`) }));
  return { complete, runs, rest: complete ? JSON.parse(rest.map(textOf).join('')) : undefined };
}

/** Texts that look like structure. */
const nasty = fc.oneof(
  fc.constantFrom('"', '\\', '\\"', '{', '}', '[', ']', ',', ':', '"users":[', 'é"', '😀\\', '\u2028'),
  fc.string({ unit: 'binary' }),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, nasty, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(nasty, fc.constant('users')), tie('value'), { maxKeys: 4 }),
})).value;

const document = fc.record({
  realm: fc.constant('lab'),
  before: json,
  users: fc.array(json, { maxLength: 6 }),
  after: json,
});

test('the parts of a document are what parsing the whole gives, however it is cut', () => {
  fc.assert(
    fc.property(document, fc.nat(9), fc.nat(40), fc.constantFrom(undefined, 2), (value, piece, span, indent) => {
      const { users, ...rest } = value;
      for (const [wrapped, around] of [
        [value, { ...rest, users: [] }],
        [[value], [{ ...rest, users: [] }]],
      ]) {
        const found = taken(JSON.stringify(wrapped, null, indent), { piece: piece + 1, span });
        assert.deepEqual(
          found.runs.flatMap((run) => run.users),
          JSON.parse(JSON.stringify(users)),
        );
        assert.deepEqual(found.rest, JSON.parse(JSON.stringify(around)));
        let count = 0;
        for (const run of found.runs) {
          assert.equal(run.first, count);
          count += run.users.length;
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('only the member of the realm counts, not a text or an inner member of that name', () => {
  const text = '{"a":"users","b":{"users":[1]},"c":["users",[2]],"users" : [ {"x":3} ] ,"userss":[4]}';
  const { runs, rest } = taken(text, { piece: 3, span: 0 });
  assert.deepEqual(runs, [{ first: 0, users: [{ x: 3 }] }]);
  assert.deepEqual(rest, { a: 'users', b: { users: [1] }, c: ['users', [2]], users: [], userss: [4] });
});

test('a document that is cut off anywhere is not complete', () => {
  const text = JSON.stringify({ realm: 'lab', users: [{ username: 'a"\\' }, { username: 'b' }], enabled: true });
  for (let length = 0; length < text.length; length += 1)
    assert.equal(isComplete(text.slice(0, length)), false, text.slice(0, length));
  assert.equal(isComplete(text), true);
});

function isComplete(text: string): boolean {
  const scan = newScan(1 << 20);
  feed(scan, Buffer.from(text));
  return endScan(scan).complete;
}
