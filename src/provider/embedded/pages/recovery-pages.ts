import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons, cancelButton, LOGIN_BUTTON } from './buttons.ts';
import { checkbox, errorAt, logoutSessions, textField } from './field.ts';
import { html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

/** `login-recovery-authn-code-input.ftl`: asks for the recovery code of one number. */
export function recoveryInputPage({ page, urls }: PageView): PageBody {
  const label = loginMessage('auth-recovery-code-prompt', String(page.code_number ?? 1));
  const content = html`<form id="kc-recovery-code-login-form" action="${urls.action}" method="post">
${textField({ name: 'recoveryCodeInput', label, autofocus: true, error: errorAt(page, 'recoveryCodeInput') })}${buttons(LOGIN_BUTTON)}</form>`;
  return { title: loginMessage('auth-recovery-code-header'), content, fields: ['recoveryCodeInput'] };
}

/** `login-recovery-authn-code-config.ftl`: shows new recovery codes once. */
export function recoverySetupPage({ page, urls, recovery }: PageView): PageBody {
  const codes = recovery?.codes ?? [];
  const content = html`<div class="notice warning"><h4>${loginMessage('recovery-code-config-warning-title')}</h4><p>${loginMessage('recovery-code-config-warning-message')}</p></div>
<ol id="kc-recovery-codes-list">${codes.map((code) => html`<li>${grouped(code)}</li>`)}</ol>
<div class="tools">
<button type="button" class="link" id="printRecoveryCodes">${loginMessage('recovery-codes-print')}</button>
<button type="button" class="link" id="downloadRecoveryCodes">${loginMessage('recovery-codes-download')}</button>
<button type="button" class="link" id="copyRecoveryCodes">${loginMessage('recovery-codes-copy')}</button></div>
${checkbox('kcRecoveryCodesConfirmationCheck', 'recovery-codes-confirmation-message')}
<form id="kc-recovery-codes-settings-form" action="${urls.action}" method="post">
<input type="hidden" name="generatedRecoveryAuthnCodes" value="${codes.join(',')}">
<input type="hidden" name="generatedAt" value="${recovery?.generated_at ?? 0}">
<input type="hidden" id="userLabel" name="userLabel" value="${loginMessage('recovery-codes-label-default')}">
${logoutSessions()}
${buttons(
  { id: 'saveRecoveryAuthnCodesBtn', label: 'recovery-codes-action-complete', disabled: true, input: true },
  page.cancel && cancelButton('cancelRecoveryAuthnCodesBtn', 'recovery-codes-action-cancel'),
)}</form>`;
  return { title: loginMessage('recovery-code-config-header'), content, fields: [] };
}

function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}
