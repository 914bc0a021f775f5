import { loginMessage } from '../../../keycloak/login-messages.ts';
import type { PageMessage } from '../../../keycloak/page.ts';
import { type Html, html, trusted } from './html.ts';
import { RESTLESS_SCRIPT, SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** A user who is already known, shown in a box, with the link that starts the login again. */
export interface KnownUser {
  readonly label: string;
  readonly value: string;
  readonly restart: string;
}

/** One page of the theme, around its content. */
export interface Layout {
  /** Keycloak's page id: the body carries `data-page-id="login-<page>"`. */
  readonly page: string;
  readonly realm: string;
  readonly title: string;
  readonly content: Html;
  readonly alerts?: readonly PageMessage[];
  readonly user?: KnownUser | undefined;
  /** Action of the "try another way" form. */
  readonly another_way?: string | undefined;
  /** Address the browser should show after a form post. */
  readonly address?: string | undefined;
  readonly restless?: boolean;
}

/** The whole document, and the policy it needs. `nonce` must be fresh per response. */
export function layout(page: Layout, nonce: string): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${loginMessage('loginTitle', page.realm)}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${trusted(STYLE)}</style></head>
<body id="keycloak-bg" data-page-id="login-${page.page}"><div class="shell"><header id="kc-header"><div id="kc-header-wrapper">${page.realm}</div></header>
<main><h1 id="kc-page-title">${page.title}</h1>${page.user && knownUser(page.user)}${page.alerts?.map(alert)}${page.content}${page.another_way && anotherWay(page.another_way)}</main></div>
<script nonce="${nonce}"${page.address && html` data-address="${page.address}"`}>${trusted(SCRIPT)}</script>${page.restless && html`<script nonce="${nonce}">${trusted(RESTLESS_SCRIPT)}</script>`}</body></html>`
    .markup;
}

/** Nothing but what the page itself brings. `form-action` stays open: it would stop the redirect back to the application. */
export function contentSecurityPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; frame-ancestors 'none'`;
}

function alert({ text, type }: PageMessage): Html {
  const tone = type === 'error' ? 'danger' : type;
  return html`<div class="pf-v5-c-alert pf-m-${tone}"><span class="pf-v5-c-alert__title kc-feedback-text">${text.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`))}</span></div>`;
}

function knownUser({ label, value, restart }: KnownUser): Html {
  const tooltip = loginMessage('restartLoginTooltip');
  return html`<div class="group"><label for="kc-attempted-username">${label}</label><div class="reveal"><input type="text" id="kc-attempted-username" value="${value}" readonly><button type="button" id="reset-login" class="reset" aria-label="${tooltip}" data-href="${restart}"></button></div><div id="input-error-container-username"></div></div>`;
}

function anotherWay(action: string): Html {
  return html`<form id="kc-select-try-another-way-form" action="${action}" method="post" novalidate><input type="hidden" name="tryAnotherWay" value="on"><a id="try-another-way" class="secondary another" href="#" data-submit-form="kc-select-try-another-way-form">${loginMessage('doTryAnotherWay')}</a></form>`;
}
