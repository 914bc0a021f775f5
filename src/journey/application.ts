import type { Page, Request } from '@playwright/test';

/** What the provider sent back to the application's redirect URI. */
export interface Callback {
  readonly error?: string;
  /** Values that must not be shown anywhere (`code`, `state`, …), for the registry of secrets. */
  readonly values: Readonly<Record<string, string>>;
}

/** Watches for the redirect URI: the callback is recognised by its URL alone, whatever the application shows then. */
export interface CallbackWatch {
  last(): Callback | undefined;
  reset(): void;
  stop(): void;
}

/** Starts watching `page` for navigations to `redirectUri`; call `stop` when done. */
export function watchCallback(page: Page, redirectUri: string): CallbackWatch {
  const target = new URL(redirectUri);
  let seen: Callback | undefined;
  const listener = (request: Request): void => {
    if (!request.isNavigationRequest()) return;
    const url = new URL(request.url());
    if (url.origin === target.origin && url.pathname === target.pathname) seen = readCallback(url);
  };
  page.on('request', listener);
  return {
    last: () => seen,
    reset: () => {
      seen = undefined;
    },
    stop: () => {
      page.off('request', listener);
    },
  };
}

/** Reads the OAuth response from query or fragment (RFC 6749 section 4.1.2, OAuth 2.0 Multiple Response Types section 5). */
export function readCallback(url: URL): Callback {
  const fragment = new URLSearchParams(url.hash.slice(1));
  const { error, error_description, iss, ...values } = Object.fromEntries([...url.searchParams, ...fragment]);
  return error ? { error, values } : { values };
}
