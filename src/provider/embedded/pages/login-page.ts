import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons, LOGIN_BUTTON } from './buttons.ts';
import { checkbox, errorAt, type Field, passwordField, textField } from './field.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `login.ftl`: username and password, or the password alone for a user who is already known. */
export function loginPage(view: PageView): PageBody {
  const { page } = view;
  const hidden = page.username_hidden;
  const content = html`<div id="kc-form"><div id="kc-form-wrapper"><form id="kc-form-login" action="${view.urls.action}" method="post" novalidate>
${hidden ? undefined : usernameField(view, errorAt(page, 'username', 'password'))}
${passwordField({ ...password(hidden), error: hidden ? errorAt(page, 'password', 'username') : undefined })}
${options(view)}<input type="hidden" id="id-hidden-input" name="credentialId">${buttons(LOGIN_BUTTON)}</form></div></div>${social(view)}${registration(view)}`;
  return { title: loginMessage('loginAccountTitle'), content, fields: ['username', 'password'] };
}

/** `login-username.ftl`. */
export function usernamePage(view: PageView): PageBody {
  const { page } = view;
  const content = html`<div id="kc-form"><div id="kc-form-wrapper"><form id="kc-form-login" action="${view.urls.action}" method="post">
${page.username_hidden ? undefined : usernameField(view, errorAt(page, 'username'))}
${page.remember_me && !page.username_hidden && checkbox('rememberMe', 'rememberMe')}${buttons(LOGIN_BUTTON)}</form></div></div>${social(view)}${registration(view)}`;
  return { title: loginMessage('loginAccountTitle'), content, fields: ['username'] };
}

/** `login-password.ftl`. */
export function passwordPage(view: PageView): PageBody {
  const content = html`<div id="kc-form"><div id="kc-form-wrapper"><form id="kc-form-login" action="${view.urls.action}" method="post">
${passwordField({ ...password(true), error: errorAt(view.page, 'password') })}${forgotten(view)}${buttons(LOGIN_BUTTON)}</form></div></div>`;
  return { title: loginMessage('doLogIn'), content, fields: ['password'] };
}

function password(autofocus: boolean): Field {
  return { name: 'password', label: loginMessage('password'), autocomplete: 'current-password', autofocus };
}

function usernameField(view: PageView, error: string | undefined): Html {
  const value = view.page.username ?? '';
  return textField({
    name: 'username',
    label: view.username_label,
    value,
    autocomplete: 'username',
    autofocus: true,
    error,
  });
}

function options(view: PageView): Html {
  const remember = view.page.remember_me && !view.page.username_hidden && checkbox('rememberMe', 'rememberMe');
  return html`<div class="options">${remember}${forgotten(view)}</div>`;
}

function forgotten({ page, urls }: PageView): Html | undefined {
  return page.reset_password ? html`<a href="${urls.reset}">${loginMessage('doForgotPassword')}</a>` : undefined;
}

function registration({ page, urls }: PageView): Html | undefined {
  if (!page.register) return undefined;
  return html`<div id="kc-registration" class="info"><span>${loginMessage('noAccount')} <a href="${urls.register}">${loginMessage('doRegister')}</a></span></div>`;
}

function social({ page, urls }: PageView): Html | undefined {
  if (page.identity_providers.length === 0) return undefined;
  const links = page.identity_providers.map(
    (alias) =>
      html`<li><a id="social-${alias}" class="choice" href="${urls.broker}/${encodeURIComponent(alias)}/login">${alias}</a></li>`,
  );
  return html`<div id="kc-social-providers" class="info"><h2>${loginMessage('identity-provider-login-label')}</h2><ul class="choices">${links}</ul></div>`;
}
