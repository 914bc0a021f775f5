import type { BrowserState } from '../../trace.ts';
import type { Journey } from './journey.ts';

/** What a change does to people, worst first. */
export const CHANGES = [
  'locked_out',
  'loses_second_factor',
  'must_enroll',
  'gains_challenge',
  'unsupported',
  'other_change',
  'gone',
  'newly_present',
  'unchanged',
] as const;
export type Change = (typeof CHANGES)[number];

/** Names the browser state of a page with its message. */
export type StateOf = (page: string, message?: string) => BrowserState;

/** A person before and after; `undefined`: not there. */
export interface Pair {
  readonly before: Journey | undefined;
  readonly after: Journey | undefined;
}

/** What kind of change it is: the worst that applies. What cannot be known on either side is `unsupported`, even if it looks alike. */
export function changeOf({ before, after }: Pair, stateOf: StateOf): Change {
  if (!before) return 'newly_present';
  if (!after) return 'gone';
  const both: Both = { before, after, old: factors(before, stateOf), next: factors(after, stateOf) };
  return KINDS.find(([, applies]) => applies(both))?.[0] ?? 'other_change';
}

interface Both {
  readonly before: Journey;
  readonly after: Journey;
  /** Second factors asked or set up on the way. */
  readonly old: ReadonlySet<BrowserState>;
  readonly next: ReadonlySet<BrowserState>;
}

/** The first that applies decides. */
const KINDS: readonly (readonly [Change, (both: Both) => boolean])[] = [
  ['unsupported', ({ before, after }) => isUnknown(before) || isUnknown(after)],
  ['unchanged', ({ before, after }) => journeyKey(before) === journeyKey(after)],
  ['locked_out', ({ before, after }) => mayGetIn(before) && !mayGetIn(after)],
  [
    'loses_second_factor',
    ({ before, after, old, next }) => isIn(before) && isIn(after) && old.size > 0 && next.size === 0,
  ],
  ['must_enroll', ({ old, next }) => next.has('mfa_enrollment') && !old.has('mfa_enrollment')],
  ['gains_challenge', ({ old, next }) => next.has('mfa_challenge') && !old.has('mfa_challenge')],
];

/** Whoever is sent to an identity provider may still get in from there. */
function mayGetIn({ end }: Journey): boolean {
  return end === 'callback' || end === 'idp';
}

function isIn({ end }: Journey): boolean {
  return end === 'callback';
}

function isUnknown({ end, unsupported }: Journey): boolean {
  return end === 'unknown' || unsupported.length > 0;
}

function factors({ pages }: Journey, stateOf: StateOf): ReadonlySet<BrowserState> {
  const states = pages.map(({ page, message }) => stateOf(page, message));
  return new Set(states.filter((state) => state === 'mfa_challenge' || state === 'mfa_enrollment'));
}

/** Journeys with the same key look the same to the person and to the application. */
export function journeyKey({ pages, ...end }: Journey): string {
  return JSON.stringify([pages.map(({ page, message = null }) => [page, message]), Object.entries(end).sort()]);
}
