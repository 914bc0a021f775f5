import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons } from './buttons.ts';
import { errorAt, passwordField } from './field.ts';
import { html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';
import { namesOf, profileField } from './update-pages.ts';

/** `register.ftl`: the profile of the new user and a password. */
export function registerPage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-register-form" action="${urls.action}" method="post" novalidate>${page.fields.map((field) => profileField(page, field))}
${passwordField({ name: 'password', label: loginMessage('password'), required: true, autocomplete: 'new-password', error: errorAt(page, 'password') })}
${passwordField({ name: 'password-confirm', label: loginMessage('passwordConfirm'), required: true, autocomplete: 'new-password', error: errorAt(page, 'password-confirm') })}
<div id="kc-form-buttons">${buttons({ label: 'doRegister', input: true })}</div>
<div class="info"><a href="${urls.restart}">${loginMessage('backToLogin')}</a></div></form>`;
  return {
    title: loginMessage('registerTitle'),
    content,
    fields: [...namesOf(page), 'password', 'password-confirm'],
  };
}
