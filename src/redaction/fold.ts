/**
 * Text as a stream of comparable characters: lower case, compatibility forms and digits of all scripts folded,
 * separators and invisible characters left out. Each knows where in the original it came from.
 */
export interface Stream {
  readonly text: string;
  /** First original index of each character, and the one after its last. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Whether something was left out right before each character. */
  readonly gaps: readonly boolean[];
}

/** A rewriting of text that remembers where each character came from. */
interface Mapped {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Left out of comparison: white space, separators, format and control characters, marks that only style. */
const IGNORED = /[\s\p{Cf}\p{Cc}_-]|\u034f|\u20e3|[\ufe00-\ufe0f]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one (ECMA-48, 5.4)
const ANSI = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
const ENCODED =
  /(?:%[0-9a-f]{2})+|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos|nbsp);|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|u\{[0-9a-f]{1,6}\}|["'\\/bfnrt])/gi;
const BEYOND_ASCII = /[^\0-\x7f]/gu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const TAG = /<\/?[a-z][^<>]*>/gi;
/** Text encoded more often than this is not looked through. */
const ROUNDS = 4;

/** The comparable characters of a value or literal, without positions. */
export function squeeze(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().replace(/[ _-]+/g, '');
  return streamOf(identity(text)).text;
}

/** Letters and digits. Characters of two units are kept whatever they are: a stream goes by units. */
const BARE = /[\p{L}\p{N}\u{10000}-\u{10ffff}\ud800-\udfff]+/gu;

/** The letters and digits of a text that is folded already. */
export const bareText = (folded: string): string => (folded.match(BARE) ?? []).join('');

/** Whether a value is a one-time code, which needs token boundaries to be told from a number. */
export const isOtp = (value: string): boolean => /^\d{6,8}$/.test(value);

/**
 * The ways to read a text: with and without terminal colours and tags, and after each round of decoding percent, entity and script
 * escapes. All of them are needed, since both can swallow the beginning of a value (`100%` before `41…`).
 */
export function readings(text: string): Stream[] {
  const plain = identity(text);
  const decoded = [plain, rewrite(plain, ANSI, () => '')].flatMap((read) => decodings(read, ROUNDS));
  const mapped = decoded.flatMap((read) => [read, rewrite(read, TAG, () => '')]);
  return [...new Map(mapped.map((read) => [read.text, read])).values()].map(streamOf);
}

/** The stream with nothing but letters and digits: what stands between them is no part of a value. */
export function bareStream({ text, starts, ends }: Stream): Stream {
  const kept = [...text.matchAll(BARE)].flatMap(({ 0: run, index }) =>
    Array.from(run.split(''), (_, at) => index + at),
  );
  return {
    text: bareText(text),
    starts: kept.map((at) => starts[at] ?? 0),
    ends: kept.map((at) => ends[at] ?? 0),
    gaps: kept.map((at, index) => at - (kept[index - 1] ?? -1) > 1),
  };
}

/** Plain text with and without its tags. */
export function untagged(text: string): string[] {
  const rest = text.includes('<') ? text.replace(TAG, '') : text;
  return rest === text ? [text] : [text, rest];
}

/**
 * The same readings as plain strings, for a first look: characters beyond ASCII folded, the rest as it stands. Reading a
 * megabyte this way costs a hundredth of `readings`.
 */
export function roughReadings(text: string): string[] {
  const rounds = (read: string, left: number): string[] => {
    const next = read.replace(ENCODED, decode);
    return next === read || left === 0 ? [read] : [read, ...rounds(next, left - 1)];
  };
  const bare = [...new Set([text, text.replace(ANSI, '')])];
  const read = bare.flatMap((each) => rounds(each, ROUNDS)).flatMap(untagged);
  return [...new Set(read)].map((each) =>
    each.replace(BEYOND_ASCII, (character) => bareText(foldCharacter(character))),
  );
}

function identity(text: string): Mapped {
  const starts = Array.from({ length: text.length }, (_, at) => at);
  return { text, starts, ends: starts.map((at) => at + 1) };
}

function decodings(mapped: Mapped, rounds: number): Mapped[] {
  const next = rewrite(mapped, ENCODED, decode);
  return next.text === mapped.text || rounds === 0 ? [mapped] : [mapped, ...decodings(next, rounds - 1)];
}

function decode(code: string): string {
  if (code.startsWith('%')) return Buffer.from(code.replaceAll('%', ''), 'hex').toString('utf8');
  const body = code.replace(/^&#|^&|^\\|;$/g, '');
  const entity = code.startsWith('&');
  const named = entity ? NAMED[body.toLowerCase()] : CONTROLS[body];
  const hex = /^[xu]\{?([0-9a-f]+)\}?$/i.exec(body)?.[1];
  if (named !== undefined) return named;
  if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
  return entity ? codePoint(Number(body)) : body;
}

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** Replaces matches; all characters of a replacement point to the whole match. */
function rewrite(mapped: Mapped, pattern: RegExp, replace: (match: string) => string): Mapped {
  const text: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const copy = (end: number) => {
    text.push(mapped.text.slice(at, end));
    for (; at < end; at += 1) {
      starts.push(mapped.starts[at] ?? 0);
      ends.push(mapped.ends[at] ?? 0);
    }
  };
  for (const match of mapped.text.matchAll(pattern)) {
    copy(match.index);
    const replacement = replace(match[0]);
    at = match.index + match[0].length;
    text.push(replacement);
    for (let index = 0; index < replacement.length; index += 1) {
      starts.push(mapped.starts[match.index] ?? 0);
      ends.push(mapped.ends[at - 1] ?? 0);
    }
  }
  copy(mapped.text.length);
  return { text: text.join(''), starts, ends };
}

function streamOf(mapped: Mapped): Stream {
  const text: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const gaps: boolean[] = [];
  let gap = false;
  let at = 0;
  for (const character of mapped.text) {
    const folded = foldCharacter(character);
    for (const unit of folded.split('')) {
      text.push(unit);
      starts.push(mapped.starts[at] ?? 0);
      ends.push(mapped.ends[at + character.length - 1] ?? 0);
      gaps.push(gap);
      gap = false;
    }
    if (folded === '') gap = true;
    at += character.length;
  }
  return { text: text.join(''), starts, ends, gaps };
}

function foldCharacter(character: string): string {
  if (/^[a-z0-9]$/.test(character)) return character;
  const folded = character.normalize('NFKC').toLowerCase();
  return [...folded]
    .filter((part) => !IGNORED.test(part))
    .map(foldDigit)
    .join('');
}

/** Decimal digits of any script stand in runs of ten, in order (Unicode Standard, 4.6). */
function foldDigit(character: string): string {
  if (!/\p{Nd}/u.test(character) || /\d/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
