import { loginMessage } from '../../../keycloak/login-messages.ts';
import { buttons, cancelButton } from './buttons.ts';
import { errorAt, logoutSessions, textField } from './field.ts';
import { type Html, html } from './html.ts';
import type { PageBody } from './page-body.ts';
import type { PageView, TotpView } from './page-view.ts';

const APPLICATIONS = ['totpAppFreeOTPName', 'totpAppGoogleName', 'totpAppMicrosoftAuthenticatorName'] as const;

/** `login-config-totp.ftl`: a new secret as a picture or as text, and the first code made with it. */
export function totpSetupPage({ page, urls, totp }: PageView): PageBody {
  const content = html`<ol id="kc-totp-settings">
<li><p>${loginMessage('loginTotpStep1')}</p><ul id="kc-totp-supported-apps">${APPLICATIONS.map((key) => html`<li>${loginMessage(key)}</li>`)}</ul></li>
${totp && (totp.manual ? manual(totp, urls.mode) : scanned(totp, urls.mode))}
<li><p>${loginMessage('loginTotpStep3')}</p><p>${loginMessage('loginTotpStep3DeviceName')}</p></li></ol>
<form id="kc-totp-settings-form" action="${urls.action}" method="post" novalidate>
${textField({ name: 'totp', label: loginMessage('authenticatorCode'), autocomplete: 'one-time-code', numeric: true, required: true, error: errorAt(page, 'totp'), error_id: 'input-error-otp-code' })}
<input type="hidden" id="totpSecret" name="totpSecret" value="${totp?.secret ?? ''}">
${totp?.manual && html`<input type="hidden" id="mode" name="mode" value="manual">`}
${textField({ name: 'userLabel', label: loginMessage('loginTotpDeviceName'), required: totp?.named ?? false, error: errorAt(page, 'userLabel'), error_id: 'input-error-otp-label' })}
${logoutSessions()}
${buttons({ id: 'saveTOTPBtn', label: 'doSubmit', input: true }, page.cancel && cancelButton('cancelTOTPBtn'))}</form>`;
  return { title: loginMessage('loginTotpTitle'), content, fields: ['totp', 'userLabel'] };
}

function scanned({ picture }: TotpView, mode: string): Html {
  return html`<li><p>${loginMessage('loginTotpStep2')}</p><img id="kc-totp-secret-qr-code" src="${picture}" width="200" height="200" alt="Figure: Barcode"><p><a href="${mode}" id="mode-manual">${loginMessage('loginTotpUnableToScan')}</a></p></li>`;
}

function manual({ encoded, algorithm, digits, period }: TotpView, mode: string): Html {
  return html`<li><p>${loginMessage('loginTotpManualStep2')}</p><p><span id="kc-totp-secret-key">${encoded}</span></p><p><a href="${mode}" id="mode-barcode">${loginMessage('loginTotpScanBarcode')}</a></p></li>
<li><p>${loginMessage('loginTotpManualStep3')}</p><ul>
<li id="kc-totp-type">${loginMessage('loginTotpType')}: ${loginMessage('loginTotp.totp')}</li>
<li id="kc-totp-algorithm">${loginMessage('loginTotpAlgorithm')}: ${algorithm}</li>
<li id="kc-totp-digits">${loginMessage('loginTotpDigits')}: ${digits}</li>
<li id="kc-totp-period">${loginMessage('loginTotpInterval')}: ${period}</li></ul></li>`;
}
