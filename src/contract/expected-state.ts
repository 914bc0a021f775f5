import { z } from 'zod';
import { BROWSER_STATES, type BrowserState } from '../trace.ts';
import { KNOWN_PAGES, stateOf } from './screens.ts';

/** States that are told by what a page says rather than by which page it is. */
const ON_ANY_PAGE: readonly BrowserState[] = ['blocked', 'excluded'];

/** Every browser state, and every page with the state it maps to: what an editor offers. */
const USUAL: readonly string[] = [
  ...BROWSER_STATES,
  ...KNOWN_PAGES.map((page) => `${stateOf(page)}/${page}`),
  ...ON_ANY_PAGE.flatMap((state) => ['login', 'error'].map((page) => `${state}/${page}`)),
];

/** `mfa_challenge`, or `mfa_challenge/login-otp` where the page matters as well. */
export const expectedState = z
  .string()
  .transform((text, context) => {
    const [name, page, ...more] = text.split('/');
    const state = BROWSER_STATES.find((candidate) => candidate === name);
    if (state && more.length === 0 && maps(page, state)) return page === undefined ? { state } : { state, page };
    context.addIssue({ code: 'custom', message: acceptedText(state, page), input: text });
    return z.NEVER;
  })
  .meta({ description: 'A browser state, or state/page where the page matters as well.', enum: USUAL });
export type ExpectedState = z.infer<typeof expectedState>;

function maps(page: string | undefined, state: BrowserState): boolean {
  if (page === undefined) return true;
  return KNOWN_PAGES.includes(page) && (ON_ANY_PAGE.includes(state) || stateOf(page) === state);
}

function acceptedText(state: BrowserState | undefined, page: string | undefined): string {
  if (!state) return `expected one of ${BROWSER_STATES.join(', ')}, with or without a page`;
  if (page !== undefined && KNOWN_PAGES.includes(page))
    return `expected ${stateOf(page)}/${page}: that page is of the state ${stateOf(page)}`;
  const pages = KNOWN_PAGES.filter((known) => ON_ANY_PAGE.includes(state) || stateOf(known) === state);
  return `expected ${pages.length === 0 ? `${state} without a page` : pages.map((known) => `${state}/${known}`).join(', ')}`;
}
