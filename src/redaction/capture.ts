import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { plainText } from './blank-page.ts';
import { compose } from './compose.ts';
import type { Lens, Sighting } from './covered-page.ts';
import { lookAtCovered } from './covered-page.ts';
import type { Raster } from './draw.ts';
import { hasForeignInk } from './foreign-ink.ts';
import { decodeImage, encodeImage, isBarePng, pixelSha256 } from './image.ts';
import { pageWorld } from './page-world.ts';
import { readRegions } from './regions.ts';
import { hasCodeTexture } from './texture.ts';

/** `allow`: literals that may be seen, compared as whole texts. `exclude`: literals of which not even an outline may be seen. */
export interface CaptureOptions {
  readonly allow: readonly string[];
  readonly exclude?: readonly string[];
}

/** `sha256` is of the file, `pixel_sha256` of its decoded pixels; both hex. A reason quotes nothing of the page. */
export type Picture =
  | { readonly status: 'shown'; readonly png: Buffer; readonly sha256: string; readonly pixel_sha256: string }
  | { readonly status: 'withheld'; readonly reason: string };

const ATTEMPTS = 3;
/** A browser may leave a question unanswered while a page keeps reloading. Milliseconds. */
const DEADLINE = 10_000;
const REASONS = {
  engine: 'this browser cannot report its text boxes (no DOMSnapshot); only Chromium can',
  gone: 'the page was replaced, or failed, while it was being captured',
  slow: 'the page could not be captured within 10 seconds',
  moving: 'the page kept moving while it was being captured',
  foreign: 'the page paints something that could not be blanked',
  size: 'the shot does not have the size of the viewport',
  code: 'the picture has the texture of a two-dimensional code',
  encoding: 'the encoded picture does not hold exactly the composed pixels',
} as const;
type Reason = (typeof REASONS)[keyof typeof REASONS];
const withheld = (reason: Reason): Picture => ({ status: 'withheld', reason });

/** Takes pictures of one page over one connection, which the first picture opens and the end of the page closes. */
export interface Camera {
  /** What `captureRedacted` gives. */
  capture(options: CaptureOptions): Promise<Picture>;
  /** Closes the connection early. */
  close(): void;
}

export function createCamera(page: Page): Camera {
  let connection: Promise<Lens | undefined> | undefined;
  let drawing: Promise<Raster | Reason> | undefined;
  const close = (): void => {
    const left = connection;
    connection = undefined;
    // Detached when the page is uncovered, which after a deadline may be later than the answer.
    void Promise.resolve(drawing)
      .then(() => left)
      .then((lens) => lens?.session.detach())
      .catch(() => undefined);
  };
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) void connection?.then((lens) => lens?.world.leave());
  });
  return {
    close,
    capture: async (options) => {
      connection ??= connect(page);
      const lens = await connection;
      if (!lens) return withheld(REASONS.engine);
      drawing = drawOften(lens, options);
      const drawn = await Promise.race([drawing, setTimeout(DEADLINE, REASONS.slow, { ref: false })]);
      if (typeof drawn !== 'string') return publish(drawn);
      close();
      return withheld(drawn);
    },
  };
}

/** The only public way to ask a page for its engine: Firefox and WebKit refuse. */
function connect(page: Page): Promise<Lens | undefined> {
  const session = page.context().newCDPSession(page);
  return session.then(
    (opened) => ({ session: opened, world: pageWorld(opened) }),
    () => undefined,
  );
}

/**
 * A picture of the viewport that shows listed literals, flat outlines, and of everything else nothing: `blank-page.ts`
 * says what the page is made to look like for a moment, `compose.ts` what is kept of it. Writes no file; what cannot
 * be shown safely after three attempts is withheld.
 */
export async function captureRedacted(page: Page, options: CaptureOptions): Promise<Picture> {
  const camera = createCamera(page);
  return camera.capture(options).finally(camera.close);
}

async function drawOften(lens: Lens, options: CaptureOptions): Promise<Raster | Reason> {
  const exclude = new Set((options.exclude ?? []).map(plainText));
  const allow = new Set(options.allow.map(plainText).filter((literal) => literal !== '' && !exclude.has(literal)));
  let drawn: Raster | Reason = REASONS.gone;
  for (let attempt = 0; attempt < ATTEMPTS && typeof drawn === 'string'; attempt += 1) {
    drawn = await drawOnce(lens, { allow, exclude }).catch(() => REASONS.gone);
  }
  return drawn;
}

interface Literals {
  readonly allow: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
}

async function drawOnce(lens: Lens, { allow, exclude }: Literals): Promise<Raster | Reason> {
  const seen = await lookAtCovered(lens, { allow: [...allow], exclude: [...exclude] });
  const drawn = await draw(seen, allow).catch(() => REASONS.gone);
  await seen.uncovered;
  return drawn;
}

async function draw(seen: Sighting, allow: ReadonlySet<string>): Promise<Raster | Reason> {
  const [shot, after] = await Promise.all([decodeImage(seen.png), seen.after]);
  const regions = readRegions(seen.before, allow);
  if (JSON.stringify(regions) !== JSON.stringify(readRegions(after, allow))) return REASONS.moving;
  if (shot.width !== seen.width || shot.height !== seen.height || shot.channels < 3) return REASONS.size;
  return hasForeignInk(shot, regions) ? REASONS.foreign : compose(shot, regions);
}

/** The last checks, on what would be written. */
async function publish(picture: Raster): Promise<Picture> {
  const encoding = encodeImage(picture);
  const pixel_sha256 = pixelSha256(picture);
  const code = hasCodeTexture(picture);
  const png = await encoding;
  const again = await decodeImage(png);
  const same = again.width === picture.width && again.channels === 3 && Buffer.compare(again.data, picture.data) === 0;
  if (code) return withheld(REASONS.code);
  if (!same || !isBarePng(png)) return withheld(REASONS.encoding);
  return { status: 'shown', png, sha256: createHash('sha256').update(png).digest('hex'), pixel_sha256 };
}
