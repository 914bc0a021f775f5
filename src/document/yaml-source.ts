import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Place } from '../problem.ts';
import { type DocumentPath, type Fault, pathText } from './fault.ts';

/** A YAML text as data, together with the way back from a path in the data to a position in the text. */
export interface YamlSource {
  readonly value: unknown;
  /** Syntax errors and keys that stand twice. */
  readonly faults: readonly Fault[];
  /** False when the text is malformed, so that `value` says nothing. */
  readonly readable: boolean;
  /** Position of what stands at `path`, or of the nearest thing around it that exists. */
  readonly place: (path: DocumentPath, on?: 'key' | 'value') => Place;
}

/** Reads one YAML 1.2 document (core schema: dates and `no` stay text). Never throws. */
export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const place = (offset: number, path: string): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, ...(path ? { path } : {}) };
  };
  const syntax = document.errors.map((error) => syntaxFault(error, text, place));
  const aliases = aliasFaults(document, place);
  const readable = aliases.length === 0 && document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  return {
    value: readable ? document.toJS({ maxAliasCount: -1 }) : undefined,
    faults: [...syntax, ...aliases],
    readable,
    place: (path, on = 'value') => place(offsetOf(document, path, on), pathText(path)),
  };
}

/** An alias must name an anchor that stands before it; inside another anchor it could grow without bound. */
function aliasFaults(document: Document.Parsed, place: (offset: number, path: string) => Place): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Alias: (_, alias, parents) => {
      const target = alias.resolve(document);
      const nested = parents.some((parent) => isCollection(parent) && parent.anchor);
      if (target && !nested) return;
      const what = target
        ? `*${alias.source} stands inside another anchor`
        : `*${alias.source} names no anchor above it`;
      faults.push({ path: [], at: place(startOf(alias, 0), ''), what, next: 'Write the value out.' });
    },
  });
  return faults;
}

function syntaxFault(error: YAMLError, text: string, place: (offset: number, path: string) => Place): Fault {
  const at = place(error.pos[0], '');
  if (error.code !== 'DUPLICATE_KEY') return { path: [], at, what: error.message, next: 'Correct the YAML.' };
  const key = /^[^:\s]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
  return { path: [], at, what: `the key ${key} stands twice in one map`, next: 'Keep one of the two.' };
}

function offsetOf(document: Document.Parsed, path: DocumentPath, on: 'key' | 'value'): number {
  let [node, offset]: [Node | null | undefined, number] = [document.contents, startOf(document.contents, 0)];
  for (const [index, key] of path.entries()) {
    const child = childOf(isAlias(node) ? node.resolve(document) : node, key);
    if (!child) break;
    const wanted = on === 'key' && index === path.length - 1 ? child.key : (child.value ?? child.key);
    offset = startOf(wanted, offset);
    node = child.value;
  }
  return offset;
}

interface Child {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

function childOf(node: Node | null | undefined, key: string | number): Child | undefined {
  if (isSeq(node)) return { key: undefined, value: asNode(node.items[Number(key)]) };
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => String(item.key) === String(key));
  return pair && { key: asNode(pair.key), value: asNode(pair.value) };
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function startOf(node: Node | null | undefined, otherwise: number): number {
  return node?.range?.[0] ?? otherwise;
}
