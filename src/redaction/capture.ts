import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { plainText } from './blank-page.ts';
import type { Lens, Sighting } from './covered-page.ts';
import { lookAtCovered } from './covered-page.ts';
import { develop } from './develop.ts';
import { pageWorld } from './page-world.ts';
import type { Picture } from './picture.ts';
import { withheld } from './picture.ts';
import { readRegions } from './regions.ts';

/** `allow`: literals that may be seen, compared as whole texts. `exclude`: literals of which not even an outline may be seen. */
export interface CaptureOptions {
  readonly allow: readonly string[];
  readonly exclude?: readonly string[];
}

const ATTEMPTS = 3;
/** A browser may leave a question unanswered while a page keeps reloading. Milliseconds. */
const DEADLINE = 10_000;

/** Takes pictures of one page over one connection, which the first picture opens and the end of the page closes. */
export interface Camera {
  /** What `captureRedacted` gives. */
  capture(options: CaptureOptions): Promise<Picture>;
  /** Closes the connection early. */
  close(): void;
}

export function createCamera(page: Page): Camera {
  let connection: Promise<Lens | undefined> | undefined;
  let capturing: Promise<Picture> | undefined;
  const close = (): void => {
    const left = connection;
    connection = undefined;
    // Detached when the page is uncovered, which after a deadline may be later than the answer.
    void Promise.resolve(capturing)
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
      if (!lens) return withheld('engine');
      capturing = captureOften(lens, options);
      const picture = await Promise.race([capturing, setTimeout(DEADLINE, withheld('slow'), { ref: false })]);
      if (picture.status === 'withheld') close();
      return picture;
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

async function captureOften(lens: Lens, options: CaptureOptions): Promise<Picture> {
  const exclude = new Set((options.exclude ?? []).map(plainText));
  const allow = new Set(options.allow.map(plainText).filter((literal) => literal !== '' && !exclude.has(literal)));
  let picture = withheld('gone');
  for (let attempt = 0; attempt < ATTEMPTS && picture.status === 'withheld'; attempt += 1) {
    picture = await captureOnce(lens, { allow, exclude }).catch(() => withheld('gone'));
  }
  return picture;
}

interface Literals {
  readonly allow: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
}

async function captureOnce(lens: Lens, { allow, exclude }: Literals): Promise<Picture> {
  const seen = await lookAtCovered(lens, { allow: [...allow], exclude: [...exclude] });
  const picture = await pictureOf(seen, allow).catch(() => withheld('gone'));
  return (await seen.uncovered) ? picture : withheld('moving');
}

/** The picture is made while the page is looked at again, and dropped when the two looks differ. */
async function pictureOf(
  { before, after, png, width, height }: Sighting,
  allow: ReadonlySet<string>,
): Promise<Picture> {
  const regions = readRegions(before, allow);
  const [picture, later] = await Promise.all([develop({ png, width, height, regions }), after]);
  const still = JSON.stringify(regions) === JSON.stringify(readRegions(later, allow));
  return still ? picture : withheld('moving');
}
