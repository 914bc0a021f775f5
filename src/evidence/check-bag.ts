import { Problem } from '../problem.ts';
import { bag, type PacketFiles } from './bag.ts';

const MANIFESTS = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];
/** Written by `bag` itself, so not handed to it when it is made again. */
const OWN_TAGS = ['bag-info.txt', 'bagit.txt', ...MANIFESTS];

/** Makes the manifests of a packet again and holds them against those it has; throws the first file that differs. */
export function checkBag(files: PacketFiles): void {
  const payload = new Map([...files].filter(([path]) => path.startsWith('data/')));
  const tags = new Map([...files].filter(([path]) => !path.startsWith('data/') && !OWN_TAGS.includes(path)));
  const again = bag(payload, tags);
  for (const name of MANIFESTS) compare(digests(files.get(name)), digests(again.get(name)));
}

function compare(listed: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): void {
  const paths = [...new Set([...listed.keys(), ...found.keys()])].sort();
  const path = paths.find((one) => listed.get(one) !== found.get(one));
  if (path === undefined) return;
  if (!found.has(path)) throw changed(path, 'is listed by the manifest, but is not there');
  throw changed(path, listed.has(path) ? 'was changed after the run' : 'is not listed by the manifest');
}

function digests(manifest: Uint8Array | undefined): Map<string, string> {
  const lines = new TextDecoder().decode(manifest).split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(line.indexOf('  ') + 2), line.slice(0, line.indexOf('  '))]));
}

function changed(path: string, what: string): Problem {
  return new Problem({
    code: 'bad-option',
    what: `${JSON.stringify(path)} ${what}, so this packet proves nothing`,
    expected: 'a packet exactly as a run wrote it',
    next: 'take the packet from the run again, or run the tests again',
  });
}
