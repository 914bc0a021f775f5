import { LOGIN_MESSAGES, type LoginMessageKey, loginMessage } from '../../../keycloak/login-messages.ts';
import type { PageOption } from '../../../keycloak/page.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `select-authenticator.ftl`: one form per method, as Keycloak has it, all with the same id. */
export function selectAuthenticatorPage({ page, urls }: PageView): PageBody {
  const content = html`<ul class="choices" role="list">${page.options.map((option) => choice(option, urls.action))}</ul>`;
  return { title: loginMessage('loginChooseAuthenticator'), content, fields: [] };
}

/** `select-organization.ftl`. */
export function selectOrganizationPage({ page, urls }: PageView): PageBody {
  const content = html`<form action="${urls.action}" method="post"><div id="kc-user-organizations"><h2>${loginMessage('organization.select')}</h2>
<ul class="choices" role="list">${page.organizations.map(
    ({ execution, label }) =>
      html`<li><button type="submit" class="choice" id="organization-${execution}" name="kc.org" value="${execution}">${label}</button></li>`,
  )}</ul></div></form>`;
  return { title: '', content, fields: [] };
}

function choice({ execution, label }: PageOption, action: string): Html {
  return html`<li><form id="kc-select-credential-form" action="${action}" method="post"><input type="hidden" name="authenticationExecution" value="${execution}"></form>
<div role="button" tabindex="0" class="choice" data-submit-sibling><h2>${label}</h2><p>${helpOf(label)}</p></div></li>`;
}

function helpOf(label: string): string | undefined {
  const key = Object.keys(LOGIN_MESSAGES).find((name) => name.endsWith('-display-name') && textOf(name) === label);
  return key && textOf(key.replace(/display-name$/, 'help-text'));
}

function textOf(key: string): string | undefined {
  return isKey(key) ? loginMessage(key) : undefined;
}

function isKey(key: string): key is LoginMessageKey {
  return Object.hasOwn(LOGIN_MESSAGES, key);
}
