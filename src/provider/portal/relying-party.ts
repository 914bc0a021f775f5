import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { PendingRequest, SignedIn } from './portal-session.ts';

/** Parameters of `/sign-in` that are passed on to the provider. */
const PASSED_ON = ['prompt', 'acr_values', 'max_age', 'kc_action', 'login_hint', 'scope'];

/** The portal's side of the protocol. Every call may throw what openid-client throws. */
export interface RelyingParty {
  readonly begin: (asked: URLSearchParams) => Promise<{ readonly url: URL; readonly pending: PendingRequest }>;
  readonly finish: (callback: URL, pending: PendingRequest) => Promise<SignedIn>;
  readonly signOutUrl: (id_token: string) => Promise<URL>;
}

export interface RelyingPartyInput {
  readonly issuer: string;
  readonly clientId: string;
  readonly baseUrl: string;
}

/** A public client with PKCE, state and nonce. The provider is looked up at first use and again after a failure. */
export function createRelyingParty(input: RelyingPartyInput): RelyingParty {
  let known: Promise<Configuration> | undefined;
  const configuration = () => {
    known ??= discovered(input);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  return {
    begin: async (asked) => begin(await configuration(), asked, `${input.baseUrl}/callback`),
    finish: async (callback, pending) => finish(await configuration(), callback, pending),
    signOutUrl: async (id_token) =>
      buildEndSessionUrl(await configuration(), {
        id_token_hint: id_token,
        post_logout_redirect_uri: `${input.baseUrl}/signed-out`,
      }),
  };
}

function discovered({ issuer, clientId }: RelyingPartyInput): Promise<Configuration> {
  return discovery(new URL(issuer), clientId, undefined, None(), { execute: insecureOnLoopback(issuer) });
}

async function begin(configuration: Configuration, asked: URLSearchParams, redirect_uri: string) {
  const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri,
    scope: 'openid profile',
    ...passedOn(asked),
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  });
  return { url, pending };
}

async function finish(configuration: Configuration, callback: URL, pending: PendingRequest): Promise<SignedIn> {
  const { state, nonce, verifier } = pending;
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await authorizationCodeGrant(configuration, callback, checks);
  const claims = tokens.claims();
  const name = String(claims?.['preferred_username'] ?? claims?.sub ?? '');
  return { name, acr: String(claims?.['acr'] ?? ''), id_token: tokens.id_token ?? '' };
}

/** Plain http is for providers on this machine only. */
function insecureOnLoopback(issuer: string) {
  const { protocol, hostname } = new URL(issuer);
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'http:' && local ? [allowInsecureRequests] : [];
}

function passedOn(asked: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...asked].filter(([name]) => PASSED_ON.includes(name)));
}
