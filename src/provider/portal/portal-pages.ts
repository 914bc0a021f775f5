import { type Html, html, trusted } from '../embedded/pages/html.ts';
import type { CallbackError } from './callback-errors.ts';

/** One page of the portal. The body carries `data-page-id="<page>"`. */
export interface PortalPage {
  readonly page: string;
  readonly title: string;
  readonly content: Html;
}

/** The fixed texts of the pages, errors apart. */
export const PORTAL_TEXTS = {
  name: 'Portal',
  home: 'A small application that asks you to sign in.',
  sign_in: 'Sign in',
  sign_out: 'Sign out',
  signed_in: 'Signed in',
  signed_out: 'Signed out',
  again: 'Sign in again',
  person: 'Name',
  level: 'Assurance level (acr)',
  failed: 'Sign-in failed',
  reference: 'Reference',
  start: 'Back to the start',
} as const;

const STYLE = `
:root{color-scheme:light;--ink:#1d2733;--soft:#5a6775;--line:#cfd6de;--accent:#1f5fbf}
*{box-sizing:border-box}
body{margin:0;background:#f6f7f9;color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{padding:1rem 1.5rem;background:#fff;border-bottom:1px solid var(--line);font-weight:600}
main{max-width:40rem;margin:2rem auto;padding:2rem;background:#fff;border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}p{margin:0 0 1rem}
dl{display:grid;grid-template-columns:12rem 1fr;gap:.5rem 1rem;margin:0 0 1.5rem}dt{color:var(--soft)}dd{margin:0;height:1.5rem;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.button{display:inline-block;padding:.6rem 1.25rem;background:var(--accent);color:#fff;font-weight:600;text-decoration:none;border-radius:8px}
:focus-visible{outline:3px solid #9cc2f5;outline-offset:1px}
@media (max-width:480px){main{margin:1rem .75rem;padding:1.25rem}dl{grid-template-columns:1fr}}
`;

export function homePage(): PortalPage {
  const content = html`<p>${PORTAL_TEXTS.home}</p><a id="sign-in" class="button" href="/sign-in">${PORTAL_TEXTS.sign_in}</a>`;
  return { page: 'portal-home', title: PORTAL_TEXTS.name, content };
}

/** The page of a signed-in person. The name stands in `#portal-user`, alone. */
export function accountPage(name: string, acr: string): PortalPage {
  const content = html`<dl><dt>${PORTAL_TEXTS.person}</dt><dd id="portal-user">${name}</dd><dt>${PORTAL_TEXTS.level}</dt><dd id="portal-acr">${acr}</dd></dl>
<a id="sign-out" class="button" href="/sign-out">${PORTAL_TEXTS.sign_out}</a>`;
  return { page: 'portal-account', title: PORTAL_TEXTS.signed_in, content };
}

export function signedOutPage(): PortalPage {
  const content = html`<a id="sign-in" class="button" href="/sign-in">${PORTAL_TEXTS.again}</a>`;
  return { page: 'portal-signed-out', title: PORTAL_TEXTS.signed_out, content };
}

export function errorPage({ id, text }: CallbackError): PortalPage {
  const content = html`<p id="portal-error-text">${text}</p><p>${PORTAL_TEXTS.reference}: <code id="portal-error-id">${id}</code></p><a class="button" href="/">${PORTAL_TEXTS.start}</a>`;
  return { page: 'portal-error', title: PORTAL_TEXTS.failed, content };
}

export function portalDocument({ page, title, content }: PortalPage, nonce: string): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${PORTAL_TEXTS.name}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${trusted(STYLE)}</style></head>
<body data-page-id="${page}"><header>${PORTAL_TEXTS.name}</header><main><h1>${title}</h1>${content}</main></body></html>`
    .markup;
}
