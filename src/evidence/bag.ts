import { Problem } from '../problem.ts';
import { sortedBy } from './arrange.ts';
import { sha256Of } from './picture-files.ts';

/** Files of a packet by path; the order of insertion is the order by bytes. */
export type PacketFiles = ReadonlyMap<string, Uint8Array>;

/** The line of `bag-info.txt` by which a folder is known to be ours. */
export const PACKET_MARK = 'Flowproof-Packet-Version: 1';

const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * Lays payload (`data/…`) and tag files out as a BagIt 1.0 bag (RFC 8493): declaration, bag-info without a date,
 * payload and tag manifests in the format of `sha256sum -c`, sorted by bytes.
 */
export function bag(payload: PacketFiles, tags: PacketFiles): Map<string, Uint8Array> {
  const tagged = new Map([
    ...tags,
    ['bag-info.txt', bytesOf(bagInfo(payload))],
    ['bagit.txt', bytesOf(BAGIT)],
    ['manifest-sha256.txt', bytesOf(manifest(payload))],
  ]);
  return byPath(new Map([...payload, ...tagged, ['tagmanifest-sha256.txt', bytesOf(manifest(tagged))]]));
}

/** UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function manifest(files: PacketFiles): string {
  return [...byPath(files)].map(([path, bytes]) => `${sha256Of(bytes)}  ${path}\n`).join('');
}

function bagInfo(payload: PacketFiles): string {
  const octets = [...payload.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  return `Bag-Software-Agent: flowproof\n${PACKET_MARK}\nPayload-Oxum: ${octets}.${payload.size}\n`;
}

function byPath(files: PacketFiles): Map<string, Uint8Array> {
  const rows = sortedBy([...files], ([path]) => [path]);
  const folded = new Set(rows.map(([path]) => path.toLowerCase()));
  if (folded.size !== rows.length) throw twins();
  return new Map(rows);
}

function twins(): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: 'two files of the packet have names that differ only in upper and lower case',
    expected: 'names that every file system keeps apart',
    next: 'Rename one of the contracts, realms or flows, then run again.',
  });
}
