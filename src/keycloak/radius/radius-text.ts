import type { Change } from './change.ts';
import type { Journey, JourneyPage } from './journey.ts';
import type { RadiusClass } from './radius.ts';

const WORDS: Readonly<Record<Change, string>> = {
  locked_out: 'locked out',
  loses_second_factor: 'loses the second factor',
  must_enroll: 'must enroll',
  gains_challenge: 'gains a challenge',
  unsupported: 'cannot be known',
  other_change: 'other change',
  gone: 'gone',
  newly_present: 'newly present',
  unchanged: 'unchanged',
};

const WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length));

/** A line for each class with its users and one of them; below it the journeys, where there is something to compare. */
export function radiusText(classes: readonly RadiusClass[]): string[] {
  const digits = Math.max(...classes.map(({ users }) => String(users).length), 0);
  return classes.flatMap((one) => {
    const count = `${String(one.users).padStart(digits)} ${one.users === 1 ? 'user' : 'users'}`;
    return [`${WORDS[one.change].padEnd(WIDTH)}  ${count}, such as ${one.example}`, ...detailsOf(one)];
  });
}

function detailsOf({ change, before, after }: RadiusClass): string[] {
  if (change === 'unchanged') return [`    both    ${journeyText(after)}`];
  return [
    ...(before ? [`    before  ${journeyText(before)}`] : []),
    ...(after ? [`    after   ${journeyText(after)}`] : []),
    ...reason(before, after),
  ];
}

/** `login > login-otp > callback`; a text only where the journey stands still, what is not known in brackets. */
function journeyText(journey: Journey | undefined): string {
  if (!journey) return '';
  const { pages, end, error, unsupported } = journey;
  const unknown = unsupported.map(({ what, reason: why }) => `[${what}: ${why}]`);
  const words = end === 'error' ? [] : [error === undefined ? end : `${end} ${error}`];
  return [...pages.map(pageText), ...(unknown.length > 0 ? unknown : words)].join(' > ');
}

function pageText({ page, message }: JourneyPage, index: number, pages: readonly JourneyPage[]): string {
  const isLast = index === pages.length - 1;
  return isLast && message !== undefined ? `${page} ("${message.replaceAll('\n', ' ')}")` : page;
}

/** Why the first page that differs is shown. */
function reason(before: Journey | undefined, after: Journey | undefined): string[] {
  if (!before || !after) return [];
  const page = after.pages.find(({ page: name, message }, index) => {
    const old = before.pages[index];
    return old?.page !== name || old.message !== message;
  });
  if (!page) return [];
  const { execution, requirement, rule } = page.because;
  return [`    why     ${[execution, requirement, rule].filter(Boolean).join(', ')}`];
}
