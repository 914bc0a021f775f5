import type { Drawing, DrawnPage, DrawnWay, Mark } from './drawing.ts';

/** The font whose widths Graphviz knows; the stylesheet of a picture may name others of the same width. */
const FONT = 'Arial';
const LONGEST_LINE = 44;
/** Above so many ways Graphviz is told to settle for less: its time grows faster than the picture. */
const MANY_WAYS = 120;

/** The picture in Graphviz' DOT, in the order of its parts. */
export function dotText({ title, notes, pages, ways }: Drawing): string {
  const ids = new Map(pages.map(({ id }, index) => [id, `p${index}`]));
  const nameOf = (id: string) => ids.get(id) ?? '';
  const head = [
    'rankdir=TB nodesep=0.35 ranksep=0.5 bgcolor=white pad=0.3',
    `fontname="${FONT}" fontsize=13 labelloc=t labeljust=l label=<${titleRows(title, notes)}>`,
    ...(ways.length > MANY_WAYS ? ['nslimit=2 nslimit1=2 maxiter=20 splines=line'] : []),
  ];
  return [
    'digraph sign_in {',
    ...head.map((line) => `  graph [${line}]`),
    `  node [shape=box style=rounded fontname="${FONT}" fontsize=12 margin="0.16,0.08"]`,
    `  edge [fontname="${FONT}" fontsize=10 arrowsize=0.7]`,
    ...pages.map((page) => `  ${nameOf(page.id)} [${nodeText(page)}]`),
    ...ways.map((way) => `  ${nameOf(way.from)} -> ${nameOf(way.to)} [${edgeText(way)}]`),
    '}',
    '',
  ].join('\n');
}

function titleRows(title: string, notes: readonly string[]): string {
  const lines = [`<b>${escaped(title)}</b>`, ...notes.map((note) => `<font point-size="10">${escaped(note)}</font>`)];
  return table([...lines, ' ']);
}

const SHAPES: Readonly<Record<DrawnPage['shape'], string>> = {
  page: 'shape=box style=rounded',
  end: 'shape=box style="rounded,bold"',
  refusal: 'shape=box style=solid',
};

function nodeText({ name, lines, shape, marks, is_first }: DrawnPage): string {
  const entrance = is_first ? [small('the sign-in begins here')] : [];
  const rows = [...entrance, `<b>${escaped(name)}</b>`, ...lines.flatMap(wrapped).map((line) => small(escaped(line)))];
  const classes = [shape, ...marks].join(' ');
  const frame = marks.includes('seen') ? ' peripheries=2' : '';
  const dotted = marks.includes('contradiction') ? ' style=dotted' : '';
  const thick = marks.length > 0 ? ' penwidth=2' : '';
  return `class="${classes}" ${SHAPES[shape]}${frame}${dotted}${thick} label=<${table(rows)}>`;
}

const STYLES: Readonly<Record<Mark, string>> = {
  promised: 'penwidth=2.6',
  seen: 'style=dashed',
  contradiction: 'style=dotted penwidth=2',
};

function edgeText({ labels, marks }: DrawnWay): string {
  const words = marks.filter((mark) => mark !== 'contradiction').join(', ');
  const rows = [...labels.flatMap(wrapped).map(escaped), ...(words ? [`<b>${words}</b>`] : [])];
  const styles = marks.map((mark) => ` ${STYLES[mark]}`).join('');
  const weight = marks.includes('promised') ? ' weight=8' : '';
  return `class="${['way', ...marks].join(' ')}"${styles}${weight} label=<${table(rows, 4)}>`;
}

function small(line: string): string {
  return `<font point-size="10">${line}</font>`;
}

/** `aside`: how far the text stands from what is left of it, in points. */
function table(rows: readonly string[], aside = 0): string {
  const gap = aside > 0 ? `<td width="${aside}"></td>` : '';
  const cells = rows.map((row) => `<tr>${gap}<td align="left">${row}</td></tr>`).join('');
  return `<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${cells}</table>`;
}

/** Lines of a width at which a page stays a page. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LONGEST_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** XML 1.0 has no control characters. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
