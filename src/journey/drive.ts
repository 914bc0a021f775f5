import type { Page } from '@playwright/test';
import { createActor, getNextTransitions } from 'xstate';
import { type Ended, narrate, type Shown } from '../contract/narrate.ts';
import { stateOf } from '../contract/screens.ts';
import type { End, Step } from '../trace.ts';
import { answer, type Done } from './answer.ts';
import type { CallbackWatch } from './application.ts';
import type { Journey } from './journey.ts';
import { observe, type Sight } from './observe.ts';
import type { Plan } from './plan.ts';
import type { Wallet } from './wallet.ts';

/** What the driver needs besides the page; all of it belongs to one persona in one test. */
export interface Drive {
  readonly machine: Journey;
  readonly plan: Plan;
  readonly wallet: Wallet;
  readonly callback: CallbackWatch;
  readonly excluded: boolean;
  /** Stops in good order when this page is reached; the end of the journey otherwise. */
  readonly until?: string;
  /** Milliseconds a page may take to load. */
  readonly timeout: number;
  /** Called once per page, before it is answered: takes the picture and returns its name. */
  readonly onPage: (sight: Sight) => Promise<string | undefined>;
  /** Why the journey must halt after the pages shown so far; undefined when it may go on. */
  readonly halt?: (steps: readonly Step[]) => Promise<string | undefined>;
}

export interface Driven {
  readonly steps: Step[];
  readonly end: End;
  /** What the machine would have allowed where the journey was stopped; empty otherwise. */
  readonly allowed_next: string[];
  /** Why the machine, or the driver, did not let the journey go on; absent where it ended or stopped on purpose. */
  readonly halted?: string;
}

/** What became of one page: the journey ended, was stopped, or goes on after an answer. */
type Turn =
  | { readonly ended: Ended; readonly allowed_next?: string[]; readonly halted?: string }
  | { readonly done: Done };

/** No journey of Keycloak's shows more pages than this; a longer one goes in circles. */
const MAX_PAGES = 24;

/** Walks a browser through a journey: observes, sends the page to the machine, compares, answers, until an end. */
export async function drive(page: Page, options: Drive): Promise<Driven> {
  const actor = createActor(options.machine);
  actor.subscribe({ error: () => undefined });
  actor.start();
  const shown: Shown[] = [];
  const tell = ({ ended, allowed_next = [], halted }: Extract<Turn, { ended: Ended }>): Driven => ({
    ...narrate(shown, ended, options.excluded),
    allowed_next,
    ...(halted && { halted }),
  });
  let done: Done | undefined;
  try {
    while (shown.length < MAX_PAGES) {
      const sight = await look(page, options);
      const refused = isRefused(shown.at(-1), sight, done);
      const picture = await options.onPage(sight);
      shown.push(picture ? { ...sight, picture } : sight);
      const halted = await options.halt?.(tell({ ended: { kind: 'stopped' } }).steps);
      if (halted) return tell({ ended: { kind: 'stopped', reason: halted }, halted });
      const turn = await takeTurn({ page, sight, refused, actor }, options);
      if ('ended' in turn) return tell(turn);
      done = turn.done;
    }
    const halted = `more than ${MAX_PAGES} pages were shown`;
    return tell({ ended: { kind: 'stopped', reason: halted }, halted });
  } finally {
    actor.stop();
  }
}

interface Moment {
  readonly page: Page;
  readonly sight: Sight;
  readonly refused: boolean;
  readonly actor: ReturnType<typeof createActor<Journey>>;
}

async function takeTurn({ page, sight, refused, actor }: Moment, options: Drive): Promise<Turn> {
  const type = refused ? (options.excluded ? 'excluded' : 'blocked') : sight.page;
  const before = actor.getSnapshot();
  if (!before.can({ type })) return unexpected(type, allowedBy(before));
  actor.send({ type });
  if (refused) return { ended: { kind: 'stuck' } };
  const ended = endAt(sight, options);
  if (ended) return { ended };
  const done = await answer(page, sight.page, options);
  return done.did === 'none'
    ? { ended: { kind: 'stopped', reason: `${sight.page} cannot be answered here` } }
    : { done };
}

/** Where the browser is: at the application, which its redirect URI tells, or on a page of the provider. */
async function look(page: Page, { callback, timeout }: Drive): Promise<Sight> {
  const sight = await observe(page, timeout);
  const last = callback.last();
  if (!last) return sight;
  return { page: last.error ? 'callback-error' : 'callback' };
}

/** A right answer brought the same page with the same text, or Keycloak says that this person may not pass. */
function isRefused(before: Shown | undefined, sight: Sight, done: Done | undefined): boolean {
  const answered = done?.did === 'answered' && !done.planned;
  if (!answered || before?.page !== sight.page) return false;
  return before.message === sight.message || stateOf(sight.page, sight.message) === 'blocked';
}

function endAt({ page, message }: Sight, { callback, until }: Drive): Ended | undefined {
  if (page === 'callback') return { kind: 'callback' };
  if (page === 'callback-error') return { kind: 'callback-error', error: callback.last()?.error ?? 'unknown' };
  if (page === 'error') return message ? { kind: 'error', reason: message } : { kind: 'error' };
  return page === until ? { kind: 'stopped', reason: `reached ${page}` } : undefined;
}

function unexpected(type: string, allowed_next: string[]): Turn {
  const what = type === 'unknown' ? 'an unknown page' : `${type}, which this journey does not allow here`;
  const halted = `saw ${what}`;
  return { ended: { kind: 'stopped', reason: halted }, allowed_next, halted };
}

function allowedBy(snapshot: ReturnType<Moment['actor']['getSnapshot']>): string[] {
  return [...new Set(getNextTransitions(snapshot).map(({ eventType }) => eventType))].sort();
}
