import type { Unsupported } from '../../trace.ts';
import type { Outcome } from '../outcome.ts';
import type { PredictedPage, VisitEnd, VisitTrace } from '../predict.ts';

/** The trace of a visit that came to this outcome after these pages. */
export function visitTrace(shown: readonly PredictedPage[], outcome: Outcome, end: VisitEnd): VisitTrace {
  const listed = shown.flatMap(({ shown: page }) => (page && page.options.length > 0 ? [page.options] : []));
  const options = listed.map((entries) => entries.map(({ label }) => label));
  return { pages: shown, end, ...detailsOf(outcome), options, unsupported: unsupportedOf(outcome) };
}

function detailsOf(outcome: Outcome) {
  if (outcome.kind === 'error') return { status: outcome.status };
  if (outcome.kind === 'callback-error') {
    const { error, error_description } = outcome;
    return { error, ...(error_description === undefined ? {} : { error_description }) };
  }
  if (outcome.kind !== 'callback') return {};
  const { acr, kc_action_status } = outcome;
  return { acr, ...(kc_action_status === undefined ? {} : { kc_action_status }) };
}

const UNKNOWN_PROVIDER = /^unexpected: (unknown (?:authenticator|required action) .*)$/;

/** A stock server fails on a provider it lacks; a server with the extension does something this engine cannot know. */
function unsupportedOf(outcome: Outcome): Unsupported[] {
  if (outcome.kind === 'unsupported') return [{ what: outcome.what, reason: outcome.reason }];
  const [, what] = outcome.kind === 'error' ? (UNKNOWN_PROVIDER.exec(outcome.rule) ?? []) : [];
  return what === undefined
    ? []
    : [{ what, reason: 'not a provider of a stock server; with its extension installed the login goes another way' }];
}
