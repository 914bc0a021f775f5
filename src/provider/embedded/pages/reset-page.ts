import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons } from './buttons.ts';
import { errorAt, textField } from './field.ts';
import { html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `login-reset-password.ftl`: for whom a mail shall be sent. */
export function resetPasswordPage({ page, urls, username_label }: PageView): PageBody {
  const content = html`<form id="kc-reset-password-form" action="${urls.action}" method="post">
${textField({ name: 'username', label: username_label, value: page.attempted_username ?? '', autofocus: true, error: errorAt(page, 'username') })}
${buttons({ id: 'kc-form-buttons', label: 'doSubmit' })}<p><a href="${urls.restart}">${loginMessage('backToLogin')}</a></p></form>
<p class="instruction">${loginMessage('emailInstruction')}</p>`;
  return { title: loginMessage('emailForgotTitle'), content, fields: ['username'] };
}
