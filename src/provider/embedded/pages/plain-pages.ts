import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons } from './buttons.ts';
import { html } from './html.ts';
import type { Layout } from './layout.ts';

/** `error.ftl`. `text` may have several lines; `back` is the client's base URL. */
export function errorLayout(realm: string, text: string, back?: string): Layout {
  const lines = text.split('\n').map((line, at) => (at === 0 ? line : html`<br>${line}`));
  const content = html`<div id="kc-error-message"><p class="instruction">${lines}</p>${backLink(back)}</div>`;
  return { page: 'error', realm, title: loginMessage('errorTitle'), content };
}

/** `info.ftl`. */
export function infoLayout(realm: string, text: string, back?: string): Layout {
  const content = html`<div id="kc-info-message"><p class="instruction">${text}</p>${backLink(back)}</div>`;
  return { page: 'info', realm, title: text, content };
}

/** `logout-confirm.ftl`. */
export function logoutLayout(realm: string, action: string, code: string): Layout {
  const content = html`<div id="kc-logout-confirm"><p class="instruction">${loginMessage('logoutConfirmHeader')}</p>
<form action="${action}" method="post"><input type="hidden" name="session_code" value="${code}">${buttons({ id: 'kc-logout', name: 'confirmLogout', label: 'doLogout', input: true })}</form></div>`;
  return { page: 'logout-confirm', realm, title: loginMessage('logoutConfirmTitle'), content };
}

/**
 * Not a page of Keycloak: the simulation ends here because it cannot know what a server would do. Its page id is
 * unknown to every classifier on purpose.
 */
export function unsupportedLayout(realm: string, what: string, reason: string): Layout {
  const content = html`<div id="simulation-unsupported"><p class="instruction">${what}: ${reason}</p></div>`;
  return { page: 'simulation-unsupported', realm, title: 'This cannot be simulated', content };
}

function backLink(back: string | undefined) {
  return back
    ? html`<p><a id="backToApplication" href="${back}">${loginMessage('backToApplication')}</a></p>`
    : undefined;
}
