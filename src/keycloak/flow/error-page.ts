import { message } from '../messages.ts';
import type { ErrorPage } from '../outcome.ts';
import type { Realm } from '../realm.ts';
import type { Crashed, FlowError, Raised } from './turn.ts';

/** Message keys by error; the others read like a wrong username. Source: `AuthenticationProcessor.handleBrowserException`. */
const TEXTS: ReadonlyMap<FlowError, string> = new Map([
  ['USER_DISABLED', 'accountDisabledMessage'],
  ['USER_TEMPORARILY_DISABLED', 'accountTemporarilyDisabledMessage'],
  ['CREDENTIAL_SETUP_REQUIRED', 'credentialSetupRequired'],
]);

/** Errors that add a line of their own when alternatives swallowed several. */
const LINES: ReadonlyMap<FlowError, string> = new Map([...TEXTS, ['INVALID_USER', 'invalidUserMessage']]);

const UNEXPECTED = 'unexpectedErrorHandlingRequestMessage';

/** The page for an error that nothing caught. */
export function errorPage(realm: Realm, stopped: Raised | Crashed): ErrorPage {
  if (stopped.kind === 'crashed') return page(message(realm, UNEXPECTED), `unexpected: ${stopped.reason}`);
  const key = TEXTS.get(stopped.error) ?? 'invalidUserMessage';
  return page(stopped.text ?? message(realm, key), stopped.error.toLowerCase().replaceAll('_', '-'));
}

/** The page for a flow that ended without success: one line per swallowed error, or the plain text when there is none. */
export function failedFlowPage(realm: Realm, errors: readonly Raised[]): ErrorPage {
  if (errors.length === 0) return page(message(realm, 'invalidUserMessage'), 'flow-failed');
  const lines = errors.flatMap(({ error, text }) => {
    const key = LINES.get(error);
    return text ?? (key === undefined ? [] : message(realm, key));
  });
  return page([message(realm, UNEXPECTED), ...lines].join('\n'), 'flow-failed');
}

function page(text: string, rule: string): ErrorPage {
  return { kind: 'error', text, status: 400, rule };
}
