import {
  type Embedded,
  type EmbeddedOptions,
  startEmbedded,
} from '../../../../src/provider/embedded/start-embedded.ts';
import { type HttpBrowser, httpBrowser, type Shown } from './http-browser.ts';
import { CALLBACK, CLIENT } from './test-realm.ts';

export const VERSION = '26.7.3';

/** Runs `use` against a provider that is stopped whatever happens. */
export async function withEmbedded<T>(
  options: Omit<EmbeddedOptions, 'version'>,
  use: (provider: Embedded) => Promise<T>,
): Promise<T> {
  const provider = await startEmbedded({ version: VERSION, ...options });
  try {
    return await use(provider);
  } finally {
    await provider.stop();
  }
}

/** A browser that stops where the application would be. */
export function freshBrowser(): HttpBrowser {
  return httpBrowser((url) => url.href.startsWith(CALLBACK));
}

export function authorizationUrl({ issuer }: Embedded, over: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(`${issuer}/protocol/openid-connect/auth`);
  const parameters = {
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid',
    state: 'some-state',
    ...over,
  };
  url.search = new URLSearchParams(parameters).toString();
  return url;
}

/** Opens the login and types a name and a password. */
export async function signIn(provider: Embedded, browser: HttpBrowser, typed: { username: string; password: string }) {
  const first = await browser.visit(authorizationUrl(provider));
  return browser.submit(first, 'kc-form-login', typed);
}

/** The parameters of the callback; fails where the browser is not there. */
export function callbackOf({ url, page }: Shown): URLSearchParams {
  if (!url.href.startsWith(CALLBACK)) throw new Error(`not at the callback but on "${page}"`);
  return url.searchParams;
}
