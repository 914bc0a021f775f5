import { loginMessage } from '../../../keycloak/login-messages.ts';
import type { PageDevice } from '../../../keycloak/page.ts';
import { buttons, LOGIN_BUTTON } from './buttons.ts';
import { errorAt, textField } from './field.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `login-otp.ftl`: a one-time code, with a tile per device when there are several. */
export function otpPage({ page, urls }: PageView): PageBody {
  const selected = page.devices.find((device) => device.selected);
  const content = html`<form id="kc-otp-login-form" action="${urls.action}" method="post">
<input id="selectedCredentialId" type="hidden" name="selectedCredentialId" value="${selected?.id ?? ''}">
${page.devices.length > 1 && html`<div class="tiles">${page.devices.map(tile)}</div>`}
${textField({ name: 'otp', label: loginMessage('loginOtpOneTime'), autocomplete: 'one-time-code', numeric: true, autofocus: true, error: errorAt(page, 'otp', 'totp') })}
${buttons(LOGIN_BUTTON)}</form>`;
  return { title: loginMessage('doLogIn'), content, fields: ['otp', 'totp'] };
}

function tile({ id, label, selected }: PageDevice, index: number): Html {
  return html`<div id="kc-otp-credential-${index}" class="tile${selected ? ' selected' : ''}" data-device="${id}"><span class="boxed">${label || 'unnamed'}</span></div>`;
}
