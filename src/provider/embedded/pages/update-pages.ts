import { loginMessage } from '../../../keycloak/login-messages.ts';
import type { Page, PageField } from '../../../keycloak/page.ts';
import { buttons, cancelButton } from './buttons.ts';
import { errorAt, group, logoutSessions, passwordField, textField } from './field.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `login-update-password.ftl`. */
export function updatePasswordPage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-passwd-update-form" action="${urls.action}" method="post" novalidate>
${passwordField({ name: 'password-new', label: loginMessage('passwordNew'), autocomplete: 'new-password', autofocus: true, error: errorAt(page, 'password-new', 'password') })}
${passwordField({ name: 'password-confirm', label: loginMessage('passwordConfirm'), autocomplete: 'new-password', error: errorAt(page, 'password-confirm') })}
${logoutSessions()}
${buttons({ id: 'kc-submit', name: 'login', label: 'doSubmit' }, page.cancel && cancelButton('kc-cancel'))}</form>`;
  return {
    title: loginMessage('updatePasswordTitle'),
    content,
    fields: ['password', 'password-new', 'password-confirm'],
  };
}

/** `login-update-profile.ftl`: UPDATE_PROFILE and VERIFY_PROFILE share it. */
export function updateProfilePage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-update-profile-form" action="${urls.action}" method="post">${page.fields.map((field) => profileField(page, field))}
<div id="kc-form-buttons">${buttons({ label: 'doSubmit', input: true }, page.cancel && cancelButton())}</div></form>`;
  return { title: loginMessage('loginProfileTitle'), content, fields: namesOf(page) };
}

/** `update-email.ftl`. */
export function updateEmailPage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-update-email-form" action="${urls.action}" method="post">${page.fields.map((field) => profileField(page, field))}
${logoutSessions()}
${buttons({ id: 'kc-submit', label: 'doSubmit' }, page.cancel && cancelButton('kc-cancel'))}</form>`;
  return { title: loginMessage('updateEmailTitle'), content, fields: namesOf(page) };
}

/** The inputs of one profile attribute (`user-profile-commons.ftl`). */
export function profileField(page: Page, field: PageField): Html {
  const { name, label, required, read_only, values, options } = field;
  const shared = { name, label, required, read_only, error: errorAt(page, name) };
  if (options.length > 0) return group(shared, selectControl(field));
  const shown = values.length > 0 ? values : [''];
  return html`${shown.map((value) => textField({ ...shared, value }))}`;
}

function selectControl({ name, values, options, multivalued }: PageField): Html {
  return html`<select id="${name}" name="${name}"${multivalued && html` multiple`}>${!multivalued && html`<option value=""></option>`}${options.map(
    (option) => html`<option value="${option}"${values.includes(option) && html` selected`}>${option}</option>`,
  )}</select>`;
}

export function namesOf(page: Page): string[] {
  return page.fields.map(({ name }) => name);
}
