import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { stateOf } from '../contract/screens.ts';
import type { Walk, WalkStep } from '../contract/walk.ts';
import { Problem } from '../problem.ts';
import type { End, Step, Trace } from '../trace.ts';
import type { CallbackWatch } from './application.ts';
import { perform } from './deeds.ts';
import { observe, type Sight } from './observe.ts';
import type { Wallet } from './wallet.ts';

/** What following a walk needs besides the page; all of it belongs to one user of the persona. */
export interface WalkMeans {
  readonly wallet: Wallet;
  readonly callback: CallbackWatch;
  /** Milliseconds a page may take to load. */
  readonly timeout: number;
  /** Milliseconds between two deeds: brute-force protection takes faster ones for a machine's. None unless told. */
  readonly pace?: number;
  /** Called for the last page that is looked at: takes the picture and returns its name. */
  readonly onLast?: (sight: Sight) => Promise<string | undefined>;
}

/** What the browser showed along a walk. */
export interface Followed {
  readonly observed: Trace;
  /** Index of the first step of the walk that the browser did not show as foreseen; -1 when it showed all of them. */
  readonly first_difference: number;
  readonly reason?: string;
  /** Why the walk was not followed to its end; absent where it was. */
  readonly halted?: string;
}

/**
 * Does on each page what the walk says, from the first page on, which `page` shows already, and stops at the first one
 * that is not as foreseen: another page, another text, or nothing to do the deed with. No secret is seen.
 */
export async function followWalk(page: Page, walk: Walk, means: WalkMeans): Promise<Followed> {
  const seen: Step[] = [];
  for (const [index, step] of walk.steps.entries()) {
    const { shown, differs } = await arrive(page, step, means);
    seen.push(shown);
    const stopped = differs ?? (await advance(page, { walk, step }, means));
    if (stopped !== undefined) return parted(seen, index, stopped);
  }
  const observed: Trace = { steps: seen, end: endOf(seen.at(-1), walk.steps.at(-1)), unsupported: [] };
  return { observed, first_difference: -1 };
}

interface Arrival {
  readonly shown: Step;
  /** Why this is not the page of the walk. */
  readonly differs: string | undefined;
}

async function arrive(page: Page, step: WalkStep, means: WalkMeans): Promise<Arrival> {
  const sight = await look(page, means);
  // Before anything else: what the page hands out must be known as a secret even where the walk stops here.
  await means.wallet.take(page, sight.page);
  const differs = difference(step, sight);
  const isLast = differs !== undefined || !step.deed;
  const picture = isLast ? await means.onLast?.(sight) : undefined;
  // A page as foreseen is in the state that the walk says, which knows what led to it.
  const state = differs === undefined ? step.state : stateOf(sight.page, sight.message);
  return { shown: { ...sight, state, ...(picture !== undefined && { picture }) }, differs };
}

function parted(steps: readonly Step[], index: number, reason: string): Followed {
  const end: End = { kind: 'stopped', reason };
  return { observed: { steps: [...steps], end, unsupported: [] }, first_difference: index, reason, halted: reason };
}

/** Where the browser is: at the application, which its redirect URI tells, or on a page of the provider. */
async function look(page: Page, { callback, timeout }: WalkMeans): Promise<Sight> {
  const sight = await observe(page, timeout);
  const last = callback.last();
  return last ? { page: last.error ? 'callback-error' : 'callback' } : sight;
}

/** Why this is not the page of the walk; undefined where it is. The application has texts of its own. */
function difference({ page, message }: WalkStep, sight: Sight): string | undefined {
  if (page === 'unsupported' || page === 'idp') return undefined;
  if (sight.page !== page) return `foreseen ${page}, observed ${sight.page}`;
  if (page.startsWith('callback') || saysSame(page, message, sight.message)) return undefined;
  return `${page} was foreseen ${quoted(message)}, observed ${quoted(sight.message)}`;
}

/** Behind its own text this page quotes what the browser says of the security key. */
function saysSame(page: string, foreseen: string | undefined, observed: string | undefined): boolean {
  if (page === 'webauthn-error') return observed?.startsWith(foreseen ?? '') === true;
  return foreseen === observed;
}

function quoted(message: string | undefined): string {
  return message === undefined ? 'without a text' : `with the text "${message}"`;
}

interface Going {
  readonly walk: Walk;
  readonly step: WalkStep;
}

/** Does the deed of the step. Tells why where nothing came of it. */
async function advance(
  page: Page,
  { walk, step }: Going,
  { wallet, pace = 0 }: WalkMeans,
): Promise<string | undefined> {
  if (!step.deed) return undefined;
  if (pace > 0) await wait(pace);
  const doing = { page, shown: step.page, deed: step.deed, person: walk.persona, wallet };
  try {
    return await perform(doing);
  } catch (error) {
    // Playwright's own message may quote the page; a problem of ours does not.
    if (error instanceof Problem) return `${step.page} (${step.deed.label}): ${error.details[0]?.what ?? error.code}`;
    return `${step.page} (${step.deed.label}): no next page came`;
  }
}

const ENDS: Readonly<Record<string, End['kind']>> = {
  callback: 'callback',
  'callback-error': 'callback-error',
  error: 'error',
};

/** How a walk ends: at the application, at the page that ends a login, or where it stops on purpose. */
export function endOf(seen: Pick<Step, 'page' | 'state' | 'message'> | undefined, last: WalkStep | undefined): End {
  const kind = ENDS[seen?.page ?? ''];
  if (!seen || !kind) return { kind: 'stopped', reason: `the walk ends at ${last?.page ?? 'nothing'}` };
  if (kind !== 'error') return { kind };
  return {
    kind: seen.state === 'error' ? 'error' : 'blocked',
    ...(seen.message !== undefined && { reason: seen.message }),
  };
}
