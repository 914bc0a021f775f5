import { Problem } from '../problem.ts';

/** Names that every file system keeps apart and no tool escapes (RFC 8493 section 5.2.2). */
const SAFE_PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const LONGEST = 200;

/**
 * Path of a payload file, `data/…`; a path already below `data/` stays as it is.
 * A name that could leave the packet or that some file system would refuse is a `Problem` (`output-unwritable`).
 */
export function payloadPath(path: string): string {
  const below = path.startsWith('data/') ? path.slice('data/'.length) : path;
  if (!SAFE_PATH.test(below) || below.length > LONGEST) throw unsafe(path);
  return `data/${below}`;
}

/** Packet path of a document that users named as they liked: what no file system shares becomes `-`. */
export function documentPath(path: string): string {
  const segments = path.split(/[/\\]+/).map((segment) => segment.replace(/[^A-Za-z0-9._-]+/g, '-'));
  const named = segments.map((segment) => segment.replace(/^[^A-Za-z0-9]+/, '')).filter(Boolean);
  return payloadPath(['flows', ...named].join('/'));
}

function unsafe(path: string): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: `${JSON.stringify(path)} cannot be the name of a file in the packet`,
    expected: `a relative path of letters, digits, ".", "_", "-" and "/", at most ${LONGEST} characters`,
    next: 'Rename the file, then run again.',
  });
}
