import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

export const CLIENT = 'portal';
/** No application runs there: a browser of the kit stops at it. */
export const CALLBACK = 'http://127.0.0.1:9/callback';

/** A realm of its own for a test, laid over the smallest that signs somebody in. */
export function testRealm(over: Readonly<Record<string, unknown>> = {}) {
  return {
    realm: 'demo',
    displayName: 'Demo realm',
    enabled: true,
    clients: [client()],
    users: [],
    ...over,
  };
}

export function client(over: Readonly<Record<string, unknown>> = {}) {
  return { clientId: CLIENT, publicClient: true, redirectUris: ['http://127.0.0.1/*'], ...over };
}

/** A user who passes the profile check, with generated secrets. */
export function person(username: string, over: Readonly<Record<string, unknown>> = {}) {
  return {
    username,
    enabled: true,
    email: `${username}@example.test`,
    firstName: 'Ada',
    lastName: 'Example',
    credentials: [],
    ...over,
  };
}

export function password(): { readonly value: string; readonly credential: { type: string; value: string } } {
  const value = randomBytes(9).toString('base64url');
  return { value, credential: { type: 'password', value } };
}

/** A device as an import holds it: the raw text, whose UTF-8 bytes are the key. */
export function device(label = 'phone') {
  const value = randomBytes(10).toString('hex');
  const credential = {
    type: 'otp',
    userLabel: label,
    secretData: JSON.stringify({ value }),
    credentialData: JSON.stringify({ subType: 'totp', digits: 6, period: 30, algorithm: 'HmacSHA1' }),
  };
  return { credential, code: (timestamp: number) => totp(Secret.fromUTF8(value), timestamp) };
}

/** The code an authenticator app makes of the Base32 text that the enrolment page prints. */
export function codeOf(base32: string, timestamp: number): string {
  return totp(Secret.fromBase32(base32.replaceAll(' ', '')), timestamp);
}

function totp(secret: Secret, timestamp: number): string {
  return new TOTP({ secret, digits: 6, period: 30, algorithm: 'SHA1' }).generate({ timestamp });
}

/** A realm whose browser flow asks for a password, then for a one-time code or a recovery code. */
export function secondFactorRealm(over: Readonly<Record<string, unknown>> = {}) {
  const row = (authenticator: string, requirement: string, priority: number) => ({
    authenticator,
    requirement,
    priority,
  });
  const flow = (alias: string, topLevel: boolean, authenticationExecutions: readonly object[]) => ({
    alias,
    providerId: 'basic-flow',
    topLevel,
    builtIn: false,
    authenticationExecutions,
  });
  const factors = [row('auth-otp-form', 'ALTERNATIVE', 10), row('auth-recovery-authn-code-form', 'ALTERNATIVE', 20)];
  const second = { flowAlias: 'second', authenticatorFlow: true, requirement: 'REQUIRED', priority: 20 };
  return testRealm({
    browserFlow: 'two factors',
    authenticationFlows: [
      flow('two factors', true, [row('auth-username-password-form', 'REQUIRED', 10), second]),
      flow('second', false, factors),
    ],
    ...over,
  });
}
