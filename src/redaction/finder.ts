import { Problem } from '../problem.ts';
import type { Stream } from './fold.ts';
import { readings, roughReadings } from './fold.ts';
import type { KnownSecret } from './secret.ts';
import type { Variant } from './variants.ts';
import { variantsOf } from './variants.ts';

/** Where in a text a known value stands, in whatever encoding: original indexes, end exclusive. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly slot: string;
}

/** Finds known values. Clean plain text costs one pass without allocation. */
export type Finder = (text: string) => Found[];

interface Needle extends Variant {
  readonly slot: string;
}
interface Index {
  readonly byHead: ReadonlyMap<string, readonly Needle[]>;
  readonly heads: Uint8Array;
}

/** Every needle is found by its first characters. */
const HEAD = 6;
const TABLE_BITS = 18;

/** Builds the search for these values once; a few milliseconds for hundreds. Throws `secret-weak` for what cannot be searched. */
export function createFinder(known: Iterable<KnownSecret>): Finder {
  const needles = [...known].flatMap(needlesOf);
  const index = indexOf(needles);
  return (text) => {
    const rough = isPlain(text) ? [text] : roughReadings(text);
    if (!rough.some((read) => mayHold(read, index))) return [];
    return readings(text).flatMap((stream) => findIn(stream, { text, index }));
  };
}

function needlesOf({ slot, value }: KnownSecret): Needle[] {
  const needles = variantsOf(value).map((variant) => ({ ...variant, slot }));
  if (needles.some(({ frayed }) => !frayed)) return needles;
  throw new Problem({
    code: 'secret-weak',
    what: `the value for the secret slot ${slot} is too short to be found in text`,
    expected: 'at least 6 letters or digits',
    next: 'Register it through the vault, which refuses weak values.',
  });
}

function indexOf(needles: readonly Needle[]): Index {
  const byHead = new Map<string, Needle[]>();
  const heads = new Uint8Array(1 << TABLE_BITS);
  for (const needle of needles) {
    const head = needle.text.slice(0, HEAD);
    const same = byHead.get(head);
    if (same) same.push(needle);
    else byHead.set(head, [needle]);
    heads[hashOf(head)] = 1;
  }
  return { byHead, heads };
}

/** Nothing to decode and nothing to fold but case: printable ASCII without escapes. */
const isPlain = (text: string) => !/[^\t\n\r\x20-\x7e]|[%&\\]/.test(text);

const BASE = 0x01000193;
const OUT = Math.imul(Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE)), Math.imul(BASE, BASE));
const slotOf = (hash: number) => (Math.imul(hash, 0x9e3779b1) >>> (32 - TABLE_BITS)) & ((1 << TABLE_BITS) - 1);

function hashOf(head: string): number {
  let hash = 0;
  for (let at = 0; at < head.length; at += 1) hash = (Math.imul(hash, BASE) + head.charCodeAt(at)) | 0;
  return slotOf(hash);
}

/** Rolling hash (Rabin–Karp) over the comparable characters; where a head stands, the rest of its needles is compared. */
function mayHold(text: string, { heads, byHead }: Index): boolean {
  const ring = new Uint16Array(HEAD);
  let hash = 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = comparable(text, at);
    if (code === 0) continue;
    const place = seen % HEAD;
    hash = (Math.imul(hash, BASE) + code - Math.imul(ring[place] ?? 0, OUT)) | 0;
    ring[place] = code;
    seen += 1;
    if (seen < HEAD || heads[slotOf(hash)] !== 1) continue;
    if (byHead.get(headIn(ring, seen))?.some((needle) => goesOn(text, at + 1, needle.text))) return true;
  }
  return false;
}

function comparable(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (COMPARABLE[unit] ?? 0) : unit;
}

/** The last characters seen, oldest first. */
function headIn(ring: Uint16Array, seen: number): string {
  const first = seen % HEAD;
  return String.fromCharCode(...ring.subarray(first), ...ring.subarray(0, first));
}

/** Whether the rest of a needle follows its head, with what is not compared in between. */
function goesOn(text: string, from: number, needle: string): boolean {
  let known = HEAD;
  for (let at = from; at < text.length && known < needle.length; at += 1) {
    const code = comparable(text, at);
    if (code === 0) continue;
    if (code !== needle.charCodeAt(known)) return false;
    known += 1;
  }
  return known === needle.length;
}

/** For each ASCII code the code it is compared as, 0 for what is left out: the plain part of `fold.ts`. */
const COMPARABLE = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[!-~]/.test(character) && !/[-_]/.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

interface Search {
  readonly text: string;
  readonly index: Index;
}

function findIn(stream: Stream, { text, index }: Search): Found[] {
  const found: Found[] = [];
  for (let at = 0; at + HEAD <= stream.text.length; at += 1) {
    const needles = index.byHead.get(stream.text.slice(at, at + HEAD)) ?? [];
    for (const needle of needles) {
      if (fits(stream, at, needle)) found.push(placeOf(stream, { at, needle, text }));
    }
  }
  return found;
}

function fits(stream: Stream, at: number, { text, whole }: Needle): boolean {
  return stream.text.startsWith(text, at) && (!whole || (isEdge(stream, at) && isEdge(stream, at + text.length)));
}

/** Whether a run of letters and digits can end right before this character. */
function isEdge({ text, gaps }: Stream, at: number): boolean {
  if (at === 0 || at >= text.length || gaps[at] === true) return true;
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') || !/[\p{L}\p{N}]/u.test(text[at] ?? '');
}

function placeOf(stream: Stream, { at, needle, text }: { at: number; needle: Needle; text: string }): Found {
  const start = stream.starts[at] ?? 0;
  const end = stream.ends[at + needle.text.length - 1] ?? text.length;
  const { slot } = needle;
  if (!needle.frayed) return { start, end, slot };
  const before = /[\w+/-]{0,2}$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  const after = /^[\w+/=-]{0,3}/.exec(text.slice(end, end + 3))?.[0].length ?? 0;
  return { start: start - before, end: end + after, slot };
}
