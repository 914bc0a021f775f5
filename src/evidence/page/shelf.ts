import { Buffer } from 'node:buffer';

/** A picture as the page shows it. */
interface ShelfPicture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface Shelf {
  /** Whether the page carries its pictures; otherwise they lie beside it, below `data/`. */
  readonly embedded: boolean;
  readonly picture: (path: string) => ShelfPicture | undefined;
}

/** Bytes of PNG, over all places where one is shown, up to which a page carries them itself. */
export const EMBED_LIMIT = 3 * 1024 * 1024;

/** Pictures ready to show, given every place that shows one: a mailed page keeps them, a large one refers to them. */
export function pictureShelf(files: ReadonlyMap<string, Uint8Array>, uses: readonly string[]): Shelf {
  const total = uses.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const embedded = total <= EMBED_LIMIT;
  const source = (path: string, bytes: Uint8Array) => (embedded ? dataUri(bytes) : path);
  return {
    embedded,
    picture: (path) => {
      const bytes = files.get(path);
      return bytes && { src: source(path, bytes), ...sizeOf(bytes) };
    },
  };
}

function dataUri(bytes: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Width and height of a PNG: the first two fields of IHDR (PNG specification, 11.2.2). */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  if (bytes.length < 24) return { width: 16, height: 9 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
