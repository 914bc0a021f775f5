import type { Because, BrowserState, End, Step } from '../trace.ts';
import { stateOf } from './screens.ts';

/** One page before it is told as a step. */
export interface Shown {
  readonly page: string;
  readonly message?: string;
  readonly because?: Because;
  readonly picture?: string;
}

/** How the pages ended; `stuck`: the same page with the same text came back to a right answer. */
export interface Ended {
  readonly kind: 'callback' | 'callback-error' | 'error' | 'stuck' | 'stopped' | 'unknown';
  readonly error?: string;
  readonly reason?: string;
}

const CALLBACKS: readonly string[] = ['callback', 'callback-error'];
const REFUSED: readonly BrowserState[] = ['blocked', 'error'];

/**
 * Tells pages as steps, the same way for a prediction and for an observation: a page that keeps a right answer out
 * is `blocked`; for a persona that is excluded from browser logins, being refused is `excluded`.
 */
export function narrate(shown: readonly Shown[], ended: Ended, excluded: boolean): { steps: Step[]; end: End } {
  const pages = arrivedAt(shown, ended.kind);
  const steps = pages.map(({ page, message, ...rest }) => ({
    page,
    state: stateOf(page, message),
    ...(message && { message }),
    ...rest,
  }));
  const last = steps.at(-1);
  if (last && ended.kind === 'stuck') last.state = 'blocked';
  if (last && excluded && REFUSED.includes(last.state)) last.state = 'excluded';
  return { steps, end: endOf(ended, last?.state) };
}

/** A prediction ends without a page at the application; the browser shows one. */
function arrivedAt(shown: readonly Shown[], kind: Ended['kind']): Shown[] {
  const arrives = CALLBACKS.includes(kind) && shown.at(-1)?.page !== kind;
  return arrives ? [...shown, { page: kind }] : [...shown];
}

function endOf({ kind, ...rest }: Ended, state: BrowserState | undefined): End {
  if (kind === 'stuck') return { kind: 'blocked', ...rest };
  return { kind: kind === 'error' && state !== 'error' ? 'blocked' : kind, ...rest };
}
