/** Why a sign-in did not come about: a stable id without a secret, and what the person is told. */
export interface CallbackError {
  readonly id: string;
  readonly text: string;
}

const UNKNOWN: CallbackError = { id: 'PORTAL-CALLBACK-FAILED', text: 'The sign-in could not be completed.' };

/** Answers of the authorization endpoint, by OAuth error code (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6). */
const REFUSALS: ReadonlyMap<string, CallbackError> = new Map(
  Object.entries({
    access_denied: 'Access was not granted.',
    invalid_request: 'The sign-in request was not valid.',
    invalid_scope: 'The sign-in asked for something that does not exist.',
    unauthorized_client: 'This application may not sign people in.',
    unsupported_response_type: 'The sign-in request was not valid.',
    server_error: 'The identity provider had a problem.',
    temporarily_unavailable: 'The sign-in page was out of date.',
    login_required: 'Signing in is required first.',
    interaction_required: 'The sign-in needs a decision first.',
    consent_required: 'The sign-in needs your consent first.',
    unmet_authentication_requirements: 'The requested assurance was not reached.',
  }).map(([error, text]) => [error, { id: `PORTAL-CALLBACK-${error.toUpperCase().replaceAll('_', '-')}`, text }]),
);

/** What openid-client refuses itself, by the beginning of the cause's message. */
const MISMATCHES: readonly (readonly [start: RegExp, error: CallbackError])[] = [
  [/"state"/, { id: 'PORTAL-STATE-MISMATCH', text: 'The sign-in does not belong to this browser session.' }],
  [/"iss"/, { id: 'PORTAL-ISSUER-MISMATCH', text: 'The sign-in came from another identity provider.' }],
];

export const NO_PENDING_REQUEST: CallbackError = {
  id: 'PORTAL-NO-PENDING-REQUEST',
  text: 'No sign-in was started in this browser session, or it was used already.',
};

export const PROVIDER_UNREACHABLE: CallbackError = {
  id: 'PORTAL-PROVIDER-UNREACHABLE',
  text: 'The identity provider does not answer.',
};

const CODE_REFUSED: CallbackError = {
  id: 'PORTAL-CODE-REFUSED',
  text: 'The identity provider did not accept the sign-in code.',
};

const TOKEN_REFUSED: CallbackError = {
  id: 'PORTAL-ID-TOKEN-REFUSED',
  text: 'The identity provider sent an answer that cannot be trusted.',
};

/** By `code` of openid-client 6; the error's text is only used to tell rows apart, never shown. */
const BY_CODE: ReadonlyMap<string, (fault: Fault) => CallbackError> = new Map<string, (fault: Fault) => CallbackError>([
  ['OAUTH_AUTHORIZATION_RESPONSE_ERROR', ({ error }) => REFUSALS.get(error) ?? UNKNOWN],
  ['OAUTH_RESPONSE_BODY_ERROR', ({ error }) => (error === 'invalid_grant' ? CODE_REFUSED : UNKNOWN)],
  ['OAUTH_INVALID_RESPONSE', ({ cause }) => MISMATCHES.find(([start]) => start.test(cause))?.[1] ?? TOKEN_REFUSED],
  ['OAUTH_JWT_CLAIM_COMPARISON_FAILED', () => TOKEN_REFUSED],
  ['OAUTH_JWT_TIMESTAMP_CHECK_FAILED', () => TOKEN_REFUSED],
]);

interface Fault {
  readonly error: string;
  readonly cause: string;
}

/** The row for whatever the callback threw. */
export function callbackError(thrown: unknown): CallbackError {
  if (thrown instanceof TypeError && thrown.message === 'fetch failed') return PROVIDER_UNREACHABLE;
  const { code, error } = membersOf(thrown);
  const { message } = membersOf(thrown instanceof Error ? thrown.cause : undefined);
  return BY_CODE.get(code ?? '')?.({ error: error ?? '', cause: message ?? '' }) ?? UNKNOWN;
}

/** Every text an error page may show. */
export function callbackErrorTexts(): string[] {
  const rows = [UNKNOWN, NO_PENDING_REQUEST, PROVIDER_UNREACHABLE, CODE_REFUSED, TOKEN_REFUSED];
  const mismatches = MISMATCHES.map(([, error]) => error);
  return [...rows, ...mismatches, ...REFUSALS.values()].flatMap(({ id, text }) => [id, text]);
}

function membersOf(thrown: unknown): Readonly<Record<'code' | 'error' | 'message', string | undefined>> {
  const text = (name: string) => {
    const value = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { code: text('code'), error: text('error'), message: text('message') };
}
