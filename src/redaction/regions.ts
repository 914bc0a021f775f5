import { MARKS } from './blank-css.ts';
import { plainText } from './blank-page.ts';
import type { Box, Laid, SnapshotNode } from './snapshot.ts';

export type ShapeKind = 'panel' | 'alert' | 'field' | 'filled' | 'choice' | 'primary' | 'button' | 'bar' | 'media';
export interface Shape extends Box {
  readonly kind: ShapeKind;
}
export type Tone = 'ink' | 'link' | 'alert' | 'hint';
interface TextBox extends Box {
  readonly tone: Tone;
}

/** What may be copied, what is drawn flat, and what could not be blanked (no text is copied near that). */
export interface Regions {
  readonly texts: readonly TextBox[];
  readonly shapes: readonly Shape[];
  readonly obstacles: readonly Box[];
  /** Whether a part of the page whose size could not be fixed is closed to us. */
  readonly sealed: boolean;
}

/** Sorts a covered page into regions. `allow` holds literals as `plainText` gives them. */
export function readRegions(nodes: readonly SnapshotNode[], allow: ReadonlySet<string>): Regions {
  const wholes = wholeTexts(nodes);
  const listed = (node: SnapshotNode) => chainOf(node, 3).some((each) => allow.has(plainText(wholes.get(each) ?? '')));
  const obstacles = nodes.flatMap((node) =>
    node.laid.filter((laid) => isObstacle(node, laid, listed)).map(({ box }) => box),
  );
  const texts = nodes.flatMap((node) => textBoxes(node, { allow, listed }));
  const spoilt = texts.filter((text) => obstacles.some((obstacle) => touches(text, obstacle)));
  return {
    texts: texts.filter((text) => !spoilt.includes(text)),
    shapes: nodes.flatMap((node) => shapesOf(node)),
    obstacles: [...obstacles, ...spoilt],
    sealed: nodes.some((node) => node.closed && node.parent?.closed === false && !isSealedBox(node.parent)),
  };
}

/** Text content by node, up to the length of any literal worth listing. Shadow roots end it, as `textContent` does. */
function wholeTexts(nodes: readonly SnapshotNode[]): Map<SnapshotNode, string> {
  const wholes = new Map<SnapshotNode, string>();
  for (const node of nodes) {
    if (node.type !== Node.TEXT) continue;
    for (const each of chainOf(node, 3)) wholes.set(each, ((wholes.get(each) ?? '') + node.value).slice(0, 4000));
  }
  return wholes;
}

/** Node types of the DOM standard. */
const Node = { ELEMENT: 1, TEXT: 3 } as const;

/** The node itself and up to `depth` elements above it, inside its document or shadow root. */
function chainOf(node: SnapshotNode, depth: number): SnapshotNode[] {
  const above = node.parent?.type === Node.ELEMENT && depth > 0 ? chainOf(node.parent, depth - 1) : [];
  return [node, ...above];
}

type Listed = (node: SnapshotNode) => boolean;

function isObstacle(node: SnapshotNode, laid: Laid, listed: Listed): boolean {
  if (node.name === 'HTML' || laid.box.width === 0 || laid.box.height === 0) return false;
  if (node.type === Node.TEXT) return laid.ink && plainText(node.value) !== '' && !listed(node);
  return laid.surface || (node.pseudo && laid.ink && laid.text !== '') || (laid.visible && isImage(node));
}

/** Whether an element paints by itself: the sheet hides these, so a visible one is out of its reach. */
const isImage = (node: SnapshotNode) => node.inSvg || IMAGES.has(node.name);

/** Whether the host of a closed shadow root has the constant size that the sheet gives. */
const isSealedBox = ({ laid }: SnapshotNode) => laid.every(({ mark }) => mark === MARKS.sealed);

function textBoxes(node: SnapshotNode, { allow, listed }: { allow: ReadonlySet<string>; listed: Listed }): TextBox[] {
  if (node.closed || isUnseen(node)) return [];
  if (node.type === Node.TEXT && plainText(node.value) !== '' && listed(node)) {
    return node.laid.flatMap(({ lines }) => lines).map((line) => ({ ...line, tone: toneOf(node) }));
  }
  if (node.name !== 'INPUT' && node.name !== 'TEXTAREA') return [];
  const caption = captionOf(node);
  if (!caption || !allow.has(plainText(caption.text))) return [];
  return node.laid.map(({ box }) => ({ ...inset(box, 3), tone: caption.tone }));
}

/** What a control itself says: a button its value, an empty field its placeholder. */
function captionOf(node: SnapshotNode): { text: string; tone: Tone } | undefined {
  const { attributes, typed } = node;
  if (isButton(node)) return { text: attributes.get('value') ?? '', tone: 'ink' };
  return typed === '' ? { text: attributes.get('placeholder') ?? '', tone: 'hint' } : undefined;
}

const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);
const CHOICE_TYPES = new Set(['checkbox', 'radio']);
const typeOf = (node: SnapshotNode) => (node.attributes.get('type') ?? '').toLowerCase();
const isButton = (node: SnapshotNode) =>
  node.name === 'BUTTON' || (node.name === 'INPUT' && BUTTON_TYPES.has(typeOf(node)));

function isUnseen(node: SnapshotNode): boolean {
  return chainOf(node, 2).some((each) => each.laid.some(({ mark }) => mark === MARKS.unseen));
}

function toneOf(node: SnapshotNode): Tone {
  const chain = chainOf(node, 6);
  if (chain.some(isAlert)) return 'alert';
  return chain.some(({ name }) => name === 'A') ? 'link' : 'ink';
}

function isAlert({ attributes }: SnapshotNode): boolean {
  const words = ['role', 'class', 'id'].map((name) => attributes.get(name) ?? '').join(' ');
  return /(^|[-_ ])(alert|error|danger)/.test(words) && !/info|success|warning/.test(words);
}

function shapesOf(node: SnapshotNode): Shape[] {
  if (node.type !== Node.ELEMENT || node.closed || isUnseen(node)) return [];
  return node.laid.flatMap(({ box, mark }) => {
    const kind = KINDS.find(([, fits]) => fits(node, { box, mark }))?.[0];
    return kind && box.width >= 4 && box.height >= 4 ? [{ kind, ...box }] : [];
  });
}

type Look = (node: SnapshotNode, laid: Pick<Laid, 'box' | 'mark'>) => boolean;
const TYPED = new Set(['INPUT', 'TEXTAREA']);
const MEDIA = new Set(['IMG', 'CANVAS', 'VIDEO', 'IFRAME', 'OBJECT', 'EMBED', 'SVG']);
const IMAGES = new Set([...MEDIA, 'FRAME', 'METER', 'PROGRESS', 'MATH']);
/** Smaller pictures are icons: left out. CSS pixels. */
const SMALLEST_MEDIA = 40;

/** First row that fits. A kind never depends on a value, only on there being one. */
const KINDS: readonly (readonly [ShapeKind, Look])[] = [
  ['bar', (_, { mark }) => mark === MARKS.bar],
  ['alert', (node, { mark }) => mark === MARKS.panel && isAlert(node)],
  ['panel', (_, { mark }) => mark === MARKS.panel],
  ['primary', (node) => isButton(node) && isPrimary(node)],
  ['button', isButton],
  ['choice', (node) => node.name === 'INPUT' && CHOICE_TYPES.has(typeOf(node))],
  ['filled', (node) => node.name === 'SELECT' || (TYPED.has(node.name) && node.typed !== '')],
  ['field', (node) => TYPED.has(node.name)],
  ['media', ({ name }, { box }) => MEDIA.has(name) && Math.min(box.width, box.height) >= SMALLEST_MEDIA],
];

function isPrimary(node: SnapshotNode): boolean {
  return (
    typeOf(node) === 'submit' ||
    (node.name === 'BUTTON' && typeOf(node) === '' && chainOf(node, 12).some(({ name }) => name === 'FORM'))
  );
}

/** Distance in CSS pixels at which ink that could not be blanked spoils a text. */
const REACH = 10;

function touches(a: Box, b: Box): boolean {
  const apartX = a.x > b.x + b.width + REACH || b.x > a.x + a.width + REACH;
  const apartY = a.y > b.y + b.height + REACH || b.y > a.y + a.height + REACH;
  return !apartX && !apartY;
}

function inset(box: Box, by: number): Box {
  return {
    x: box.x + by,
    y: box.y + by,
    width: Math.max(0, box.width - 2 * by),
    height: Math.max(0, box.height - 2 * by),
  };
}
