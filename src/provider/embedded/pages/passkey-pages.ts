import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons, cancelButton } from './buttons.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `webauthn-authenticate.ftl`: the form is filled by script with what the authenticator answers. */
export function passkeyPage({ urls }: PageView): PageBody {
  const answer = ['clientDataJSON', 'authenticatorData', 'signature', 'credentialId', 'userHandle', 'error'];
  const content = html`<div id="kc-form-webauthn">${hiddenForm('webauth', urls.action, answer)}
${scripted('authenticateWebAuthnButton', loginMessage('webauthn-doAuthenticate'))}</div>`;
  return { title: loginMessage('webauthn-login-title'), content, fields: [] };
}

/** `webauthn-register.ftl`. */
export function passkeyRegistrationPage({ page, urls }: PageView): PageBody {
  const key = ['clientDataJSON', 'attestationObject', 'publicKeyCredentialId', 'authenticatorLabel', 'transports'];
  const content = html`${hiddenForm('register', urls.action, [...key, 'error'])}
${scripted('registerWebAuthn', loginMessage('doRegisterSecurityKey'))}
${page.cancel && cancelling(urls.action)}`;
  return { title: loginMessage('webauthn-registration-title'), content, fields: [] };
}

/** `webauthn-error.ftl`. */
export function passkeyErrorPage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-error-credential-form" action="${urls.action}" method="post">
<input type="hidden" id="executionValue" name="authenticationExecution" value="${page.execution}"><input type="hidden" id="isSetRetry" name="isSetRetry" value="retry">
${buttons({ id: 'kc-try-again', name: 'try-again', label: 'doTryAgain' })}</form>${page.cancel && cancelling(urls.action)}`;
  return { title: loginMessage('webauthn-error-title'), content, fields: [] };
}

function hiddenForm(id: string, action: string, names: readonly string[]): Html {
  return html`<form id="${id}" action="${action}" method="post">${names.map((name) => html`<input type="hidden" id="${name}" name="${name}">`)}</form>`;
}

function scripted(id: string, label: string): Html {
  return html`<div class="actions"><button type="button" class="primary" id="${id}">${label}</button></div>`;
}

function cancelling(action: string): Html {
  return html`<form id="kc-webauthn-settings-form" action="${action}" method="post">${buttons(cancelButton('cancelWebAuthnAIA'))}</form>`;
}
