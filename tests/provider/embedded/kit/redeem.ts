import type { Embedded } from '../../../../src/provider/embedded/start-embedded.ts';
import { CALLBACK, CLIENT } from './test-realm.ts';

/** What the token endpoint answered to a code. */
export interface Redeemed {
  readonly status: number;
  readonly error: string;
  readonly id_token: string;
  readonly access_token: string;
  /** Payload of the ID token, unverified. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export async function redeem(
  { issuer }: Embedded,
  callback: URLSearchParams,
  over: Readonly<Record<string, string>> = {},
): Promise<Redeemed> {
  const code = callback.get('code') ?? '';
  const request = { grant_type: 'authorization_code', client_id: CLIENT, redirect_uri: CALLBACK, code, ...over };
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(request),
  });
  const { error = '', id_token = '', access_token = '' } = await response.json();
  const [, payload = ''] = id_token.split('.');
  const claims = payload === '' ? {} : JSON.parse(Buffer.from(payload, 'base64url').toString());
  return { status: response.status, error, id_token, access_token, claims };
}
