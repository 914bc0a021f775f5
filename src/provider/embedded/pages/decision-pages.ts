import { loginMessage } from '../../../keycloak/login-messages.ts';
import { type Button, buttons, cancelButton } from './buttons.ts';
import { html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView } from './page-view.ts';

const ACCEPT: Button = { id: 'kc-accept', name: 'accept', label: 'doAccept' };

/** `terms.ftl`. */
export function termsPage({ urls }: PageView): PageBody {
  const content = html`<div id="kc-terms-text"><p>${loginMessage('termsText')}</p></div>
<form action="${urls.action}" method="post">${buttons(ACCEPT, { id: 'kc-decline', name: 'cancel', label: 'doDecline', secondary: true })}</form>`;
  return { title: loginMessage('termsTitle'), content, fields: [] };
}

/** `login-oauth-grant.ftl`: the consent page. */
export function consentPage({ page, urls, client_name, code }: PageView): PageBody {
  const content = html`<div id="kc-oauth"><h3>${loginMessage('oauthGrantRequest')}</h3><ul>${page.consents.map((text) => html`<li><span>${text}</span></li>`)}</ul>
<form action="${urls.action}" method="post"><input type="hidden" name="code" value="${code}">
${buttons({ id: 'kc-login', name: 'accept', label: 'doYes' }, { id: 'kc-cancel', name: 'cancel', label: 'doNo', secondary: true })}</form></div>`;
  return { title: loginMessage('oauthGrantTitle', client_name), content, fields: [] };
}

/** `delete-credential.ftl`. The label of the credential is personal: the page shows it in a box of its own. */
export function deleteCredentialPage({ page, urls }: PageView): PageBody {
  const label = page.devices.find((device) => device.selected)?.label ?? '';
  const content = html`<div id="kc-delete-text">${loginMessage('deleteCredentialMessage', label)}</div>
<form action="${urls.action}" method="post">${buttons(
    { ...ACCEPT, label: 'doConfirmDelete' },
    { id: 'kc-decline', name: 'cancel-aia', label: 'doDecline', secondary: true },
  )}</form>`;
  return { title: loginMessage('deleteCredentialTitle', label), content, fields: [] };
}

/** `delete-account-confirm.ftl`. */
export function deleteAccountPage({ page, urls }: PageView): PageBody {
  const content = html`<form id="kc-deleteaccount-form" action="${urls.action}" method="post">
<div class="notice warning"><span>${loginMessage('irreversibleAction')}</span></div>
<p>${loginMessage('deletingImplies')}</p><ul><li>${loginMessage('loggingOutImmediately')}</li><li>${loginMessage('errasingData')}</li></ul>
<p class="delete-account-text">${loginMessage('finalDeletionConfirmation')}</p>
${buttons({ id: 'kc-submit', label: 'doConfirmDelete' }, page.cancel && cancelButton('kc-cancel'))}</form>`;
  return { title: loginMessage('deleteAccountConfirm'), content, fields: [] };
}

/** `login-page-expired.ftl`. */
export function pageExpiredPage({ urls }: PageView): PageBody {
  const here = loginMessage('doClickHere');
  const content = html`<p id="instruction1" class="instruction">${loginMessage('pageExpiredMsg1')} <a id="loginRestartLink" href="${urls.restart}">${here}</a> .<br>
${loginMessage('pageExpiredMsg2')} <a id="loginContinueLink" href="${urls.action}">${here}</a> .</p>`;
  return { title: loginMessage('pageExpiredTitle'), content, fields: [] };
}
