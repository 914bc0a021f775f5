import {
  type Alias,
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
import { tooDeep } from './nesting.ts';

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
  const deep = tooDeep(text);
  return deep === undefined ? parsed(text, file) : unparsed(text.slice(0, deep), file);
}

/** A document that is nested too deep is not parsed at all: the parser would run out of stack. */
function unparsed(before: string, file: string): YamlSource {
  const lines = before.split('\n');
  const at: Place = { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  const what = 'lists and maps are nested too deep here';
  return { value: undefined, faults: [{ path: [], at, what, next: FLATTEN }], readable: false, place: () => at };
}

const FLATTEN = 'Write it flatter: no document of this kind is more than ten levels deep.';

function parsed(text: string, file: string): YamlSource {
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

/**
 * An alias must name an anchor that stands before it; inside another anchor it could grow without bound. Of the latter
 * a text may hold any number, so they are told once.
 */
function aliasFaults(document: Document.Parsed, place: (offset: number, path: string) => Place): Fault[] {
  const unknown: Alias[] = [];
  const nested: Alias[] = [];
  visit(document, {
    Alias: (_, alias, parents) => {
      if (!alias.resolve(document)) unknown.push(alias);
      else if (parents.some((parent) => isCollection(parent) && parent.anchor)) nested.push(alias);
    },
  });
  const fault = (alias: Alias, what: string): Fault => {
    return { path: [], at: place(startOf(alias, 0), ''), what, next: 'Write the value out.' };
  };
  const more = nested.length > 1 ? `, and ${nested.length - 1} more do` : '';
  return [
    ...unknown.map((alias) => fault(alias, `*${alias.source} names no anchor above it`)),
    ...nested.slice(0, 1).map((alias) => fault(alias, `*${alias.source} stands inside another anchor${more}`)),
  ];
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
