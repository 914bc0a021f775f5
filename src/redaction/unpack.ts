import { gunzipSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { pngChunks } from './image.ts';

/** Bytes found inside other bytes. `name` says how: `#gzip`, `#base64`, `!member`. */
export interface Inner {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that one container may unfold to. */
const UNFOLD_LIMIT = 200 * 1024 * 1024;

type Unpack = (bytes: Buffer) => Inner[];
interface Container {
  readonly name: string;
  readonly fits: (bytes: Buffer) => boolean;
  readonly unpack: Unpack;
}

const options = { maxOutputLength: UNFOLD_LIMIT, finishFlush: 2 };
const begins =
  (...head: number[]) =>
  (bytes: Buffer) =>
    head.every((byte, at) => bytes[at] === byte);

/** First row that fits. Each throws when the container is broken or too large. */
const CONTAINERS: readonly Container[] = [
  { name: 'zip', fits: begins(0x50, 0x4b, 0x03, 0x04), unpack: unzip },
  {
    name: 'gzip',
    fits: begins(0x1f, 0x8b, 0x08),
    unpack: (bytes) => [{ name: '#gzip', bytes: gunzipSync(bytes, options) }],
  },
  { name: 'png', fits: begins(0x89, 0x50, 0x4e, 0x47), unpack: unpackPng },
  { name: 'zlib', fits: isZlib, unpack: (bytes) => [{ name: '#zlib', bytes: inflateSync(bytes, options) }] },
];

/** What is packed in these bytes, one level deep, or the name of the container that could not be opened. */
export function unpack(bytes: Buffer): Inner[] | { broken: string } {
  const container = CONTAINERS.find(({ fits }) => fits(bytes));
  try {
    return [...(container?.unpack(bytes) ?? []), ...(container ? [] : unpackText(bytes))];
  } catch {
    return { broken: container?.name ?? 'text' };
  }
}

function isZlib(bytes: Buffer): boolean {
  return bytes[0] === 0x78 && bytes.length > 8 && bytes.readUInt16BE(0) % 31 === 0;
}

function unzip(bytes: Buffer): Inner[] {
  let total = 0;
  const members = unzipSync(bytes, {
    filter: ({ originalSize }) => {
      total += originalSize;
      if (total > UNFOLD_LIMIT) throw new RangeError('too large');
      return true;
    },
  });
  return Object.entries(members).map(([name, member]) => ({ name: `!${name}`, bytes: member }));
}

/** Text may stand in any chunk but the pixels, plain or compressed behind a keyword (`zTXt`, `iTXt`, `iCCP`). */
function unpackPng(bytes: Buffer): Inner[] {
  if (!pngChunks(bytes)) throw new RangeError('bytes outside the chunks');
  const inner: Inner[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (!/^(IHDR|IDAT|IEND|pHYs)$/.test(name))
      inner.push({ name: `#${name}`, bytes: body }, ...compressedIn(body, name));
  }
  return inner;
}

/** Where the zlib stream begins in a chunk that has one (W3C PNG, 11.3.3): behind the keyword, or behind three texts in `iTXt`. */
function compressedIn(body: Buffer, name: string): Inner[] {
  const flag = body.indexOf(0) + 1;
  const long = name === 'iTXt' && body[flag] === 1;
  const start = long ? body.indexOf(0, body.indexOf(0, flag + 2) + 1) + 1 : flag + 1;
  if (!long && name !== 'zTXt' && name !== 'iCCP') return [];
  return [{ name: `#${name}`, bytes: inflateSync(body.subarray(start), options) }];
}

/** Base64 data URIs, and bare Base64 that begins like a zip, gzip or PNG (an HTML report holds its data as one). */
const PACKED = /;base64,([A-Za-z0-9+/_-]{16,})|\b((?:UEsDB|H4sI|iVBORw0K)[A-Za-z0-9+/_-]{24,})/g;

function unpackText(bytes: Buffer): Inner[] {
  const inner: Inner[] = [];
  for (const [, uri, bare] of bytes.toString('latin1').matchAll(PACKED)) {
    inner.push({ name: '#base64', bytes: Buffer.from(uri ?? bare ?? '', 'base64') });
  }
  return inner;
}
