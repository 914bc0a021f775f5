import type { AnsweredVisit } from '../../src/keycloak/predict/answered-visit.ts';
import type { Observed } from './observe/record.ts';

type Predicted = Pick<AnsweredVisit, 'pages' | 'messages' | 'end' | 'error' | 'options'>;

/**
 * Why prediction and observation disagree, in words; `undefined`: they agree. For every visit the pages are the same
 * (repeats of one page counting once), the end and its error are the same, and so is the text of an error page.
 */
export function difference(seen: readonly Observed[], predicted: readonly Predicted[]): string | undefined {
  return firstOf(seen, predicted, [byPages, byEnd, byErrorText]);
}

/** The same, and every text, every repeat and every list of authenticators besides. */
export function strictDifference(seen: readonly Observed[], predicted: readonly Predicted[]): string | undefined {
  return difference(seen, predicted) ?? firstOf(seen, predicted, [byEveryPage, byEveryText, byOptions]);
}

type Check = (seen: Observed, predicted: Predicted) => string | undefined;

function firstOf(seen: readonly Observed[], predicted: readonly Predicted[], checks: readonly Check[]) {
  for (const [index, visit] of seen.entries()) {
    const answer = predicted[index];
    const why = answer ? found(checks, visit, answer) : 'no prediction';
    if (why) return `visit ${index}: ${why}`;
  }
  return undefined;
}

function found(checks: readonly Check[], seen: Observed, predicted: Predicted): string | undefined {
  return checks.map((check) => check(seen, predicted)).find((why) => why !== undefined);
}

function byPages(seen: Observed, predicted: Predicted): string | undefined {
  return told(collapsed(seen.pages), collapsed(predicted.pages), `(${seen.end}), (${predicted.end})`);
}

function byEnd(seen: Observed, predicted: Predicted): string | undefined {
  return told(endOf(seen), endOf(predicted), `after ${seen.pages.join(', ')}`);
}

function byErrorText(seen: Observed, predicted: Predicted): string | undefined {
  if (seen.end !== 'error') return undefined;
  return told(plain(seen.messages.at(-1)), plain(predicted.messages.at(-1)), 'as the text of the error page');
}

function byEveryPage(seen: Observed, predicted: Predicted): string | undefined {
  return told(seen.pages.join(), predicted.pages.join(), '');
}

function byEveryText(seen: Observed, predicted: Predicted): string | undefined {
  return told(seen.messages.map(plain).join(' | '), predicted.messages.map(plain).join(' | '), 'as texts');
}

function byOptions(seen: Observed, predicted: Predicted): string | undefined {
  return told(JSON.stringify(seen.options ?? []), JSON.stringify(predicted.options ?? []), 'to choose from');
}

function told(seen: string, predicted: string, more: string): string | undefined {
  return seen === predicted ? undefined : `saw "${seen}", predicted "${predicted}" ${more}`.trimEnd();
}

function collapsed(pages: readonly string[]): string {
  return pages.filter((page, index) => page !== pages[index - 1]).join(', ');
}

function endOf({ end, error }: { readonly end: string; readonly error?: string }): string {
  return [end, error].filter(Boolean).join(' ');
}

function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
