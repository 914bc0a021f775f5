/** Bytes `[start, end)` of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whole elements of the users array, with the commas between them. `first`: index of the first of them in the array. */
export interface UsersSpan extends Span {
  readonly first: number;
}

/** Where the users stand in a realm document, and everything else. `complete`: the document ended before the file did. */
export interface Scanned {
  readonly rest: readonly Span[];
  readonly users: readonly UsersSpan[];
  readonly complete: boolean;
}

/** State of one pass over a file; `feed` changes it. Positions count from the begin of the file. */
export interface Scan {
  readonly span_bytes: number;
  position: number;
  depth: number;
  /** Depth of the members of the realm: 1, or 2 for a realm that stands in a list. */
  memberDepth: number;
  inString: boolean;
  escaped: boolean;
  /** How much of `"users"` the current member name has matched; -1: it is another one. */
  matched: number;
  /** The member name just read was `users`. */
  named: boolean;
  /** Depth of the elements of the users array while inside it. */
  elementDepth: number;
  index: number;
  first: number;
  start: number;
  readonly rest: Span[];
  readonly users: UsersSpan[];
}

/** `span_bytes`: how long a stretch of users grows before it is cut at the next comma between two of them. */
export function newScan(span_bytes: number): Scan {
  return {
    span_bytes,
    position: 0,
    depth: 0,
    memberDepth: 1,
    inString: false,
    escaped: false,
    matched: -1,
    named: false,
    elementDepth: 0,
    index: 0,
    first: 0,
    start: 0,
    rest: [],
    users: [],
  };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const USERS = Buffer.from('users');

/** Structural bytes; all others outside of texts mean nothing to the scan. They are ASCII, so no byte inside a character equals one. */
const HANDLERS: ReadonlyMap<string, (scan: Scan, at: number) => void> = new Map([
  ['"', openText],
  ['{', open],
  ['[', openList],
  ['}', close],
  [']', closeList],
  [',', separate],
  [':', () => undefined],
]);
const STRUCTURAL: readonly (((scan: Scan, at: number) => void) | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  HANDLERS.get(String.fromCharCode(byte)),
);

/** Reads the next bytes. Nothing is decoded: whether the parts are JSON is found out when they are parsed. */
export function feed(scan: Scan, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    if (scan.inString) at = skipText(scan, bytes, at);
    else {
      const byte = bytes[at] ?? 0;
      STRUCTURAL[byte]?.(scan, scan.position + at);
      at += 1;
    }
  }
  scan.position += bytes.length;
}

/** The scan after the last byte. */
export function endScan(scan: Scan): Scanned {
  if (scan.elementDepth === 0) scan.rest.push({ start: scan.start, end: scan.position });
  return { rest: scan.rest, users: scan.users, complete: scan.depth === 0 && !scan.inString && scan.position > 0 };
}

/** Goes to the byte after the closing quote, or to the end of what there is. */
function skipText(scan: Scan, bytes: Uint8Array, from: number): number {
  if (scan.depth === scan.memberDepth) return skipName(scan, bytes, from);
  let at = from;
  if (scan.escaped) {
    at += 1;
    scan.escaped = false;
  }
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      scan.inString = false;
      return at + 1;
    }
    if (byte === BACKSLASH) at += 1;
  }
  scan.escaped = at > bytes.length;
  return bytes.length;
}

/** Like `skipText`, one byte at a time: this may be the name of the users. */
function skipName(scan: Scan, bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (scan.escaped) scan.escaped = false;
  else if (byte === BACKSLASH) scan.escaped = true;
  else if (byte === QUOTE) {
    scan.inString = false;
    scan.named = scan.matched === USERS.length;
    return at + 1;
  }
  scan.matched = scan.matched >= 0 && byte === USERS[scan.matched] ? scan.matched + 1 : -1;
  return at + 1;
}

function openText(scan: Scan): void {
  scan.inString = true;
  scan.matched = 0;
}

function open(scan: Scan): void {
  scan.depth += 1;
  scan.named = false;
}

function openList(scan: Scan, at: number): void {
  if (scan.depth === 0) scan.memberDepth = 2;
  if (scan.named && scan.depth === scan.memberDepth) {
    scan.rest.push({ start: scan.start, end: at + 1 });
    scan.elementDepth = scan.depth + 1;
    scan.start = at + 1;
    scan.index = 0;
    scan.first = 0;
  }
  open(scan);
}

function close(scan: Scan): void {
  scan.depth -= 1;
  scan.named = false;
}

function closeList(scan: Scan, at: number): void {
  if (scan.elementDepth > 0 && scan.depth === scan.elementDepth) {
    scan.users.push({ start: scan.start, end: at, first: scan.first });
    scan.elementDepth = 0;
    scan.start = at;
  }
  close(scan);
}

function separate(scan: Scan, at: number): void {
  scan.named = false;
  if (scan.elementDepth === 0 || scan.depth !== scan.elementDepth) return;
  scan.index += 1;
  if (at - scan.start < scan.span_bytes) return;
  scan.users.push({ start: scan.start, end: at, first: scan.first });
  scan.start = at + 1;
  scan.first = scan.index;
}
