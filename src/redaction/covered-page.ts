import type { CDPSession } from '@playwright/test';
import { BLANK_CSS, HIGHLIGHTS, LAYOUT_CSS, RULES } from './blank-css.ts';
import type { CoverInput } from './blank-page.ts';
import type { PageWorld, View } from './page-world.ts';
import type { SnapshotNode } from './snapshot.ts';
import { readSnapshot, SNAPSHOT_STYLES } from './snapshot.ts';

/** What was seen of a covered page: its nodes before and after the shot, and the shot (PNG, CSS pixels). */
export interface Sighting {
  readonly before: readonly SnapshotNode[];
  /** Still on its way when the shot is there: the pixels can be decoded meanwhile. */
  readonly after: Promise<readonly SnapshotNode[]>;
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  /**
   * Settles, never rejects, when the page looks as it did: with whether what was listed when it was covered still
   * said the same, all the time. The browser answers in order, so this comes behind `after`.
   */
  readonly uncovered: Promise<boolean>;
}

type Literals = Pick<CoverInput, 'allow' | 'exclude'>;

/** Where a page is looked at: a session of its own, and our world in it. */
export interface Lens {
  readonly session: CDPSession;
  readonly world: PageWorld;
}

/** Covers the page, looks at it twice around one shot, and uncovers it whatever happened. */
export async function lookAtCovered({ session, world }: Lens, literals: Literals): Promise<Sighting> {
  const { cover, uncover } = await world.enter();
  try {
    // Both are under way at once. A snapshot that came too early for the cover differs from the one after the shot.
    const covering = cover({ ...literals, layout: LAYOUT_CSS, css: BLANK_CSS, rules: RULES, highlights: HIGHLIGHTS });
    const [view, before] = await Promise.all([covering, takeSnapshot(session)]);
    const png = await takeShot(session, view);
    const after = takeSnapshot(session);
    return { before, png, after, width: view.width, height: view.height, uncovered: uncover() };
  } catch (error) {
    world.leave();
    await uncover();
    throw error;
  }
}

async function takeSnapshot(session: CDPSession): Promise<SnapshotNode[]> {
  return readSnapshot(await session.send('DOMSnapshot.captureSnapshot', { computedStyles: SNAPSHOT_STYLES }));
}

/** To memory only. The fast encoder of Chromium is lossless; it compresses less. */
async function takeShot(session: CDPSession, view: View): Promise<Buffer> {
  const options = {
    format: 'png',
    optimizeForSpeed: true,
    ...(view.scale === 1 ? {} : await clipOf(session, view)),
  } as const;
  const { data } = await session.send('Page.captureScreenshot', options);
  return Buffer.from(data, 'base64');
}

/** On a dense display: one pixel per CSS pixel. */
async function clipOf(session: CDPSession, { width, height, scale }: View) {
  const { cssVisualViewport: seen } = await session.send('Page.getLayoutMetrics');
  return { clip: { x: seen.pageX, y: seen.pageY, width, height, scale: 1 / scale } };
}
