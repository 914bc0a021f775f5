import type { Finding } from '../finding.ts';
import type { Finder } from './finder.ts';
import { createFinder } from './finder.ts';
import type { KnownSecret } from './secret.ts';
import { unpack } from './unpack.ts';

export interface AuditedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Containers inside containers are opened this far. */
const DEPTH = 6;

/**
 * Looks for every known value, in all its encodings, in names and bytes: text, zip, gzip and zlib members, Base64 data URIs,
 * PNG chunks, one inside another. The last line of defence, for a finished packet. Nothing in a finding quotes a value.
 */
export function auditFiles(files: Iterable<AuditedFile>, known: Iterable<KnownSecret>): Finding[] {
  const find = createFinder(known);
  return [...files].flatMap(({ path, bytes }, index) => {
    const inName = find(path).map(({ slot }) => leak(`file ${index + 1} (name not shown)`, slot));
    const at = inName.length > 0 ? `file ${index + 1}` : path;
    return unique([...inName, ...auditBytes(Buffer.from(bytes), { at, depth: DEPTH, find })]);
  });
}

interface Place {
  readonly at: string;
  readonly depth: number;
  readonly find: Finder;
}

function auditBytes(bytes: Buffer, { at, depth, find }: Place): Finding[] {
  const here = find(bytes.toString('utf8')).map(({ slot }) => leak(at, slot));
  const inner = unpack(bytes);
  if ('broken' in inner) return [...here, unread(at, `it looks like ${inner.broken} but cannot be opened`)];
  if (inner.length > 0 && depth === 0) return [...here, unread(at, `it is packed more than ${DEPTH} times`)];
  const within = inner.flatMap(({ name, bytes: packed }) => {
    const named = find(name);
    const place = named.length > 0 ? `${at}!(name not shown)` : at + name;
    return [
      ...named.map(({ slot }) => leak(place, slot)),
      ...auditBytes(Buffer.from(packed), { at: place, depth: depth - 1, find }),
    ];
  });
  return [...here, ...within];
}

function leak(at: string, slot: string): Finding {
  return {
    rule: 'secret-in-evidence',
    severity: 'error',
    at,
    message: `holds the value of the secret slot ${slot}`,
    help: 'Delete the packet and its copies, treat the value as disclosed, and find what wrote it.',
  };
}

function unread(at: string, reason: string): Finding {
  return {
    rule: 'evidence-unread',
    severity: 'error',
    at,
    message: `could not be searched for secrets: ${reason}`,
    help: 'Leave it out of the packet, or store it unpacked.',
  };
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
