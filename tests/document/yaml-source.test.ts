import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from '../../src/document/yaml-source.ts';

const MANY = 20_000;
const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

/** Each anchor holds nine times the one before it. */
function bomb(): string {
  const names = [...'abcdefgh'];
  return names
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(at === 0 ? 'x' : `*${names[at - 1]}`)
          .join(', ')}]`,
    )
    .join('\n');
}

const DEEP: Readonly<Record<string, string>> = {
  'a list that is never closed': '['.repeat(MANY),
  'a list in a list': '['.repeat(MANY) + ']'.repeat(MANY),
  'a map in a map': '{a: '.repeat(MANY) + '}'.repeat(MANY),
  'entries of entries in one line': '- '.repeat(MANY),
  'entries of entries': lines(500, (at) => `${' '.repeat(at * 2)}-`),
  'keys of keys': lines(1000, (at) => `${' '.repeat(at)}a:`),
};

for (const [name, text] of Object.entries(DEEP)) {
  test(`${name}, without end: one message that says where`, () => {
    const { faults, readable } = readYaml(text, 'deep.yaml');
    assert.equal(readable, false);
    assert.deepEqual(
      faults.map(({ what }) => what),
      ['lists and maps are nested too deep here'],
    );
    assert.ok((faults[0]?.at?.column ?? 0) > 1 && faults[0]?.at?.file === 'deep.yaml');
  });
}

test('what is long is not deep', () => {
  const text = `${lines(MANY, (at) => `k${at}: [{ a: '[[[[' }, "{{{{"]`)}\nlast: |\n${lines(300, () => `${' '.repeat(300)}[ - -`)}`;
  assert.deepEqual(readYaml(text, 'long.yaml').faults, []);
});

test('anchors that multiply each other: one message', () => {
  const { faults, readable } = readYaml(bomb(), 'bomb.yaml');
  assert.equal(readable, false);
  assert.deepEqual(
    faults.map(({ what }) => what),
    ['*a stands inside another anchor, and 62 more do'],
  );
});
