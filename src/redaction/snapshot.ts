import { MARK_PROPERTY } from './blank-css.ts';

/** CSS pixels, relative to the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Rare {
  readonly index: readonly number[];
  readonly value: readonly number[];
}
type Rows = readonly (readonly number[])[];

/** The part we read of `DOMSnapshot.captureSnapshot` (Chrome DevTools Protocol); most numbers are indexes into `strings`. */
export interface Snapshot {
  readonly strings: readonly string[];
  readonly documents: readonly SnapshotDocument[];
}
interface SnapshotDocument {
  readonly scrollOffsetX?: number;
  readonly scrollOffsetY?: number;
  readonly nodes: {
    readonly parentIndex?: readonly number[];
    readonly nodeType?: readonly number[];
    readonly nodeName?: readonly number[];
    readonly nodeValue?: readonly number[];
    readonly attributes?: Rows;
    readonly inputValue?: Rare;
    readonly textValue?: Rare;
    readonly pseudoType?: Rare;
    readonly shadowRootType?: Rare;
  };
  readonly layout: {
    readonly nodeIndex: readonly number[];
    readonly bounds: Rows;
    readonly styles: Rows;
    readonly text: readonly number[];
  };
  readonly textBoxes: { readonly layoutIndex: readonly number[]; readonly bounds: Rows };
}

/** The computed styles to ask the snapshot for, in this order. */
export const SNAPSHOT_STYLES = [
  MARK_PROPERTY,
  '-webkit-text-fill-color',
  'background-color',
  'visibility',
  'background-image',
  'box-shadow',
];

/** One box of layout: of an element, a pseudo element, or a text with the boxes of its lines. */
export interface Laid {
  readonly box: Box;
  readonly lines: readonly Box[];
  readonly text: string;
  readonly mark: string;
  readonly visible: boolean;
  readonly ink: boolean;
  readonly surface: boolean;
}

/** A node of the main document, closed shadow roots and pseudo elements included. `typed` is a control's current value. */
export interface SnapshotNode {
  readonly parent: SnapshotNode | undefined;
  readonly type: number;
  readonly name: string;
  readonly value: string;
  readonly typed: string;
  readonly pseudo: boolean;
  /** Whether this is a shadow root that no script but its own can enter, or stands in one. */
  readonly closed: boolean;
  readonly inSvg: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  readonly laid: readonly Laid[];
}

/** The snapshot's columns as nodes, in document order. */
export function readSnapshot(snapshot: Snapshot): SnapshotNode[] {
  const document = snapshot.documents[0];
  if (!document) return [];
  const string = (index: number | undefined) => snapshot.strings[index ?? -1] ?? '';
  const { nodes } = document;
  const typed = new Map([...rareText(nodes.inputValue, string), ...rareText(nodes.textValue, string)]);
  const pseudo = new Set(nodes.pseudoType?.index);
  const closed = new Set(closedRoots(nodes.shadowRootType, string));
  const laid = readLayout(document, string);
  const read: SnapshotNode[] = [];
  for (const [index, type] of (nodes.nodeType ?? []).entries()) {
    const parent = read[nodes.parentIndex?.[index] ?? -1];
    read.push({
      parent,
      inSvg: parent !== undefined && (parent.inSvg || parent.name === 'SVG'),
      closed: parent?.closed === true || closed.has(index),
      type,
      name: string(nodes.nodeName?.[index]).toUpperCase(),
      value: string(nodes.nodeValue?.[index]),
      typed: typed.get(index) ?? '',
      pseudo: pseudo.has(index),
      attributes: readAttributes(nodes.attributes?.[index] ?? [], string),
      laid: laid.get(index) ?? [],
    });
  }
  return read;
}

type Strings = (index: number | undefined) => string;

function rareText(rare: Rare | undefined, string: Strings): [number, string][] {
  return (rare?.index ?? []).map((node, at) => [node, string(rare?.value[at])]);
}

/** Not those of the browser's own controls. */
function closedRoots(types: Rare | undefined, string: Strings): number[] {
  return rareText(types, string).flatMap(([node, type]) => (type === 'closed' ? [node] : []));
}

function readAttributes(pairs: readonly number[], string: Strings): Map<string, string> {
  const names = pairs.filter((_, at) => at % 2 === 0);
  return new Map(names.map((name, at) => [string(name), string(pairs[at * 2 + 1])]));
}

function readLayout(document: SnapshotDocument, string: Strings): Map<number, Laid[]> {
  const { layout, textBoxes } = document;
  const toBox = ([x = 0, y = 0, width = 0, height = 0]: readonly number[]) => ({
    x: x - (document.scrollOffsetX ?? 0),
    y: y - (document.scrollOffsetY ?? 0),
    width,
    height,
  });
  const lines = groupBy([...textBoxes.layoutIndex.keys()], (line) => textBoxes.layoutIndex[line] ?? -1);
  const laid = layout.nodeIndex.map((node, at) => ({
    node,
    box: toBox(layout.bounds[at] ?? []),
    lines: (lines.get(at) ?? []).map((line) => toBox(textBoxes.bounds[line] ?? [])),
    text: string(layout.text[at]),
    ...readStyles((layout.styles[at] ?? []).map(string)),
  }));
  return groupBy(laid, ({ node }) => node);
}

/** `Map.groupBy`, which Node 20 does not have. */
function groupBy<Item>(items: readonly Item[], key: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function readStyles(styles: readonly string[]): Pick<Laid, 'mark' | 'visible' | 'ink' | 'surface'> {
  const [mark = '', fill = '', background = '', visibility = '', image = 'none', shadow = 'none'] = styles;
  const visible = visibility === 'visible';
  const painted = !isClear(background) || image !== 'none' || shadow !== 'none';
  return { mark, visible, ink: visible && !isClear(fill), surface: visible && painted };
}

function isClear(color: string): boolean {
  return color === '' || color === 'transparent' || /^rgba\(.*, 0\)$/.test(color);
}
