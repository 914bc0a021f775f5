import type { Drawing, DrawnPage, DrawnWay, Mark } from './drawing.ts';

/** The picture as Mermaid text, which code hosts draw where they show Markdown. */
export function mermaidText({ title, notes, pages, ways }: Drawing): string {
  const ids = new Map(pages.map(({ id }, index) => [id, `p${index}`]));
  const nameOf = (id: string) => ids.get(id) ?? '';
  const marked = ways.flatMap(({ marks }, index) =>
    marks.length > 0 ? [`  linkStyle ${index} ${linkStyle(marks)}`] : [],
  );
  return [
    ...[title, ...notes].map((line) => `%% ${oneLine(line)}`),
    'flowchart TB',
    ...pages.map((page) => `  ${nameOf(page.id)}${boxText(page)}`),
    ...ways.map((way) => `  ${nameOf(way.from)} -->|"${wayText(way)}"| ${nameOf(way.to)}`),
    '  classDef promised stroke-width:3px',
    '  classDef seen stroke-dasharray:8 3',
    '  classDef contradiction stroke-width:2px,stroke-dasharray:2 3',
    ...pages.flatMap((page) => page.marks.map((mark) => `  class ${nameOf(page.id)} ${mark}`)),
    ...marked,
    '',
  ].join('\n');
}

const BRACKETS: Readonly<Record<DrawnPage['shape'], readonly [string, string]>> = {
  page: ['("', '")'],
  end: ['(["', '"])'],
  refusal: ['{{"', '"}}'],
};

function boxText({ name, lines, shape, is_first }: DrawnPage): string {
  const [open, close] = BRACKETS[shape];
  const rows = [...(is_first ? ['the sign-in begins here'] : []), name, ...lines];
  return `${open}${rows.map(escaped).join('<br/>')}${close}`;
}

function wayText({ labels, marks }: DrawnWay): string {
  const words = marks.filter((mark) => mark !== 'contradiction');
  return [...labels, ...(words.length > 0 ? [words.join(', ')] : [])].map(escaped).join('<br/>');
}

const LINKS: Readonly<Record<Mark, string>> = {
  promised: 'stroke-width:3px',
  seen: 'stroke-dasharray:8 3',
  contradiction: 'stroke-dasharray:2 3',
};

function linkStyle(marks: readonly Mark[]): string {
  return marks.map((mark) => LINKS[mark]).join(',');
}

/** Mermaid writes characters of its own grammar as `#` and a number. */
function escaped(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{N} .,:/·“”'()_-]/gu, (character) => `#${character.codePointAt(0)};`);
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
