import type { CDPSession } from '@playwright/test';
import { HIGHLIGHTS } from './blank-css.ts';
import type { CoverInput } from './blank-page.ts';
import { pageScript } from './blank-page.ts';

/** What `blank-page.ts` does in the page. Every call is sent at once, so that calls and other commands keep their order. */
export interface PageFunctions {
  cover(input: CoverInput): Promise<View>;
  /** Whether no text that had ink was rewritten since. Never rejects: a page that is gone needs no uncovering. */
  uncover(): Promise<boolean>;
}

/** The viewport in CSS pixels, and how many pixels of the screen make one. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** A world of our own in a page: the page's script neither sees our functions nor can replace what they call. */
export interface PageWorld {
  /** Makes the world, unless it has been made for this document. */
  enter(): Promise<PageFunctions>;
  /** Makes the next `enter` make the world anew: a new document knows nothing of the old one's. */
  leave(): void;
}

/** Keeps the world of a document: three round trips less for every further picture. */
export function pageWorld(session: CDPSession): PageWorld {
  let made: Promise<PageFunctions> | undefined;
  return {
    enter: () => {
      made ??= makeWorld(session);
      return made;
    },
    leave: () => {
      made = undefined;
    },
  };
}

const INSTALL = `globalThis.flowproof = (() => { ${pageScript()}\nreturn { coverPage, uncoverPage }; })(); undefined`;

async function makeWorld(session: CDPSession): Promise<PageFunctions> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'flowproof' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  const evaluate = evaluator(session, executionContextId);
  // Not awaited: the session keeps the order, and the call that follows fails when this does.
  evaluate(INSTALL).catch(() => undefined);
  return {
    cover: (input) => evaluate(`flowproof.coverPage(${JSON.stringify(input)})`),
    uncover: () => evaluate(`flowproof.uncoverPage(${JSON.stringify(HIGHLIGHTS)})`).catch(() => false),
  };
}

function evaluator(session: CDPSession, contextId: number) {
  return async (expression: string) => {
    const options = { contextId, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { ...options, expression });
    if (exceptionDetails) throw new Error('the script of a picture failed in the page');
    return result.value;
  };
}
