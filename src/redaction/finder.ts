import { Problem } from '../problem.ts';
import type { Stream } from './fold.ts';
import { bareStream, bareText, readings, roughReadings, squeeze, untagged } from './fold.ts';
import type { KnownSecret } from './secret.ts';
import { spreadCodes } from './spread-codes.ts';
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

/** Needles by their first characters. */
type Heads = ReadonlyMap<string, readonly Needle[]>;

interface Index {
  /** As they stand. */
  readonly full: Heads;
  /** Those that are found by their letters and digits alone, whatever stands between. */
  readonly loose: Heads;
  readonly first: FirstLook;
  /** One-time codes. */
  readonly codes: ReadonlyMap<string, string>;
}

/** Letters and digits of every needle: where these do not stand, no needle does. */
interface FirstLook {
  readonly byHead: Heads;
  readonly heads: Uint8Array;
  readonly bits: number;
  /** Some needle has too few letters and digits to be looked for by them. */
  readonly blind: boolean;
}

/** Every needle is found by its first characters. */
const HEAD = 6;
/** Fewer letters and digits are no proof when anything may stand between them. */
const LOOSE_MIN = 8;

/** Builds the search for these values once; a few milliseconds for hundreds. Throws `secret-weak` for what cannot be searched. */
export function createFinder(known: Iterable<KnownSecret>): Finder {
  const needles = [...known].flatMap(needlesOf);
  if (needles.length === 0) return () => [];
  const index = indexOf(needles);
  return (text) => {
    const spread = index.codes.size > 0 ? findSpread(text, index.codes) : [];
    return mayHoldAny(text, index.first) ? [...spread, ...findFull(text, index)] : spread;
  };
}

function mayHoldAny(text: string, first: FirstLook): boolean {
  if (first.blind) return true;
  const rough = isPlain(text) ? untagged(text) : roughReadings(text);
  return rough.some((read) => mayHold(read, first));
}

function findFull(text: string, { full, loose }: Index): Found[] {
  return readings(text).flatMap((stream) => [
    ...findIn(stream, { text, heads: full }),
    ...findIn(bareStream(stream), { text, heads: loose }),
  ]);
}

function findSpread(text: string, codes: Index['codes']): Found[] {
  return spreadCodes(text).flatMap(({ code, start, end }) => {
    const slot = codes.get(code);
    return slot === undefined ? [] : [{ start, end, slot }];
  });
}

function needlesOf({ slot, value, brief }: KnownSecret): Needle[] {
  const needles = variantsOf(value, { brief }).map((variant) => ({ ...variant, slot }));
  if (needles.some(({ frayed }) => !frayed)) return needles;
  throw new Problem({
    code: 'secret-weak',
    what: `the value for the secret slot ${slot} is too short to be found in text`,
    expected: 'at least 6 letters or digits',
    next: 'Register it through the vault, which refuses weak values.',
  });
}

function indexOf(needles: readonly Needle[]): Index {
  const bare = needles.map((needle) => ({ ...needle, text: bareText(needle.text) }));
  const loose = bare.filter(({ text, whole, frayed }) => !whole && !frayed && text.length >= LOOSE_MIN);
  return {
    full: byHeads(needles),
    loose: byHeads(loose),
    first: firstLook(bare),
    codes: new Map(needles.filter(({ whole }) => whole).map(({ text, slot }) => [text, slot])),
  };
}

function byHeads(needles: readonly Needle[]): Map<string, Needle[]> {
  const byHead = new Map<string, Needle[]>();
  for (const needle of needles) {
    const head = needle.text.slice(0, HEAD);
    const same = byHead.get(head);
    if (same) same.push(needle);
    else byHead.set(head, [needle]);
  }
  return byHead;
}

function firstLook(bare: readonly Needle[]): FirstLook {
  const byHead = byHeads(bare.filter(({ text }) => text.length >= HEAD));
  const bits = Math.min(24, Math.max(18, Math.ceil(Math.log2(byHead.size * 8 + 1))));
  const heads = new Uint8Array(1 << bits);
  for (const head of byHead.keys()) heads[hashOf(head, bits)] = 1;
  return { byHead, heads, bits, blind: bare.some(({ text }) => text.length < HEAD) };
}

/** Nothing to decode and nothing to fold but case: printable ASCII without escapes. */
const isPlain = (text: string) => !/[^\t\n\r\x20-\x7e]|[%&\\]/.test(text);

const BASE = 0x01000193;
const OUT = Math.imul(Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE)), Math.imul(BASE, BASE));
const slotOf = (hash: number, bits: number) => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);

function hashOf(head: string, bits: number): number {
  let hash = 0;
  for (let at = 0; at < head.length; at += 1) hash = (Math.imul(hash, BASE) + head.charCodeAt(at)) | 0;
  return slotOf(hash, bits);
}

/** Rolling hash (Rabin–Karp) over letters and digits; where a head stands, the rest of its needles is compared. */
function mayHold(text: string, { heads, bits, byHead }: FirstLook): boolean {
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
    if (seen < HEAD || heads[slotOf(hash, bits)] !== 1) continue;
    if (byHead.get(headIn(ring, seen))?.some((needle) => goesOn(text, at, needle))) return true;
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
function goesOn(text: string, last: number, { text: needle, whole }: Needle): boolean {
  let known = HEAD;
  for (let at = last + 1; at < text.length && known < needle.length; at += 1) {
    const code = comparable(text, at);
    if (code === 0) continue;
    if (code !== needle.charCodeAt(known)) return false;
    known += 1;
  }
  return known === needle.length && (!whole || isTight(text, last));
}

/** Whether nothing stands inside the head that ends here but what every comparison leaves out: numbers of a list are no code. */
function isTight(text: string, last: number): boolean {
  let first = last + 1;
  for (let left = HEAD; left > 0 && first > 0; ) {
    first -= 1;
    if (comparable(text, first) !== 0) left -= 1;
  }
  return squeeze(text.slice(first, last + 1)).length === HEAD;
}

/** For each ASCII code the code it is compared as, 0 for what is left out: the plain part of `bareText`. */
const COMPARABLE = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});

interface Search {
  readonly text: string;
  readonly heads: Heads;
}

function findIn(stream: Stream, { text, heads }: Search): Found[] {
  const found: Found[] = [];
  for (let at = 0; at + HEAD <= stream.text.length; at += 1) {
    const needles = heads.get(stream.text.slice(at, at + HEAD)) ?? [];
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
