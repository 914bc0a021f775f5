import type { CDPSession } from '@playwright/test';
import { BLANK_CSS, HIGHLIGHTS, RULES } from './blank-css.ts';
import type { CoverInput } from './blank-page.ts';
import { pageScript } from './blank-page.ts';
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
  /** Settles, never rejects, when the page looks as it did. The browser answers in order, so this comes behind `after`. */
  readonly uncovered: Promise<unknown>;
}

type Literals = Pick<CoverInput, 'allow' | 'exclude'>;
interface View {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** Covers the page, looks at it twice around one shot, and uncovers it whatever happened. */
export async function lookAtCovered(session: CDPSession, literals: Literals): Promise<Sighting> {
  const world = await openWorld(session);
  const view: View = await world('coverPage', { ...literals, css: BLANK_CSS, rules: RULES, highlights: HIGHLIGHTS });
  const uncover = () => world('uncoverPage', HIGHLIGHTS).catch(() => undefined);
  try {
    const before = await takeSnapshot(session);
    const png = await takeShot(session, view);
    const after = takeSnapshot(session);
    return { before, png, after, width: view.width, height: view.height, uncovered: uncover() };
  } catch (error) {
    await uncover();
    throw error;
  }
}

/** An isolated world: the page's own script neither sees our functions nor can replace what they call. */
async function openWorld(session: CDPSession) {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'flowproof' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  const script = pageScript();
  return async (name: string, argument: unknown) => {
    const expression = `(() => { ${script}\nreturn ${name}(${JSON.stringify(argument)}); })()`;
    const options = { contextId: executionContextId, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { ...options, expression });
    if (exceptionDetails) throw new Error(`${name} failed in the page`);
    return result.value;
  };
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
