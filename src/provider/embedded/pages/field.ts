import type { LoginMessageKey } from '../../../keycloak/login-messages.ts';
import { loginMessage } from '../../../keycloak/login-messages.ts';
import type { Page } from '../../../keycloak/page.ts';
import { type Html, html } from './html.ts';

/** A labelled input of the theme keycloak.v2 (`field.ftl`). `error_id` defaults to `input-error-<name>`. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly autocomplete?: string;
  readonly numeric?: boolean;
  readonly required?: boolean;
  readonly read_only?: boolean;
  readonly autofocus?: boolean;
  readonly error?: string | undefined;
  readonly error_id?: string;
}

/** The error a page carries for one of these fields. */
export function errorAt(page: Page, ...fields: readonly string[]): string | undefined {
  return page.messages.find(({ field }) => field !== undefined && fields.includes(field))?.text;
}

export function textField(field: Field): Html {
  return group(
    field,
    html`<input id="${field.name}" name="${field.name}" type="text" value="${field.value ?? ''}" autocomplete="${field.autocomplete ?? 'off'}" aria-invalid="${field.error ? 'true' : ''}"${field.numeric && html` inputmode="numeric"`}${field.autofocus && html` autofocus`}${field.read_only && html` disabled`}>`,
  );
}

export function passwordField(field: Field): Html {
  const show = loginMessage('showPassword');
  return group(
    field,
    html`<div class="reveal"><input id="${field.name}" name="${field.name}" type="password" value="" autocomplete="${field.autocomplete ?? 'off'}" aria-invalid="${field.error ? 'true' : ''}"${field.autofocus && html` autofocus`}><button type="button" class="eye" id="${field.name}-show-password" aria-controls="${field.name}" aria-label="${show}" data-label-show="${show}" data-label-hide="${loginMessage('hidePassword')}" data-password-toggle></button></div>`,
  );
}

export function checkbox(name: string, label: LoginMessageKey): Html {
  return html`<label class="check" for="${name}"><input type="checkbox" id="${name}" name="${name}"><span>${loginMessage(label)}</span></label>`;
}

/** The choice to end the user's other sessions (`password-commons.ftl`). */
export function logoutSessions(): Html {
  return html`<div id="kc-form-options">${checkbox('logout-sessions', 'logoutOtherSessions')}</div>`;
}

/** A label, its control and the place of its error message. */
export function group({ name, label, required, error, error_id }: Field, control: Html): Html {
  const message =
    error &&
    html`<div class="helper" aria-live="polite"><span class="error" id="${error_id ?? `input-error-${name}`}">${error}</span></div>`;
  return html`<div class="group"><label for="${name}">${label}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>${control}${error_id ? message : html`<div id="input-error-container-${name}">${message}</div>`}</div>`;
}
