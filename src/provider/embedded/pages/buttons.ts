import { type LoginMessageKey, loginMessage } from '../../../keycloak/login-messages.ts';
import { type Html, html } from './html.ts';

/** A submit button of the theme keycloak.v2 (`buttons.ftl`). */
export interface Button {
  /** Some of Keycloak's buttons have none. */
  readonly id?: string;
  readonly label: LoginMessageKey;
  readonly name?: string;
  readonly value?: string;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  /** An `input`, whose text is its value, where the theme has one. */
  readonly input?: boolean;
}

export function buttons(...list: readonly (Button | false)[]): Html {
  return html`<div class="actions">${list.map((button) => button && submitButton(button))}</div>`;
}

export const LOGIN_BUTTON: Button = { id: 'kc-login', name: 'login', label: 'doLogIn' };

/** The cancel button of an application-initiated action. */
export function cancelButton(id?: string, label: LoginMessageKey = 'doCancel'): Button {
  return { ...(id === undefined ? {} : { id }), label, name: 'cancel-aia', value: 'true', secondary: true };
}

function submitButton({ id, label, name, value, secondary, disabled, input }: Button): Html {
  const text = loginMessage(label);
  const attributes = html`${id && html` id="${id}"`} class="${secondary ? 'secondary' : 'primary'}"${name && html` name="${name}"`}${disabled && html` disabled`}`;
  if (input) return html`<input type="submit"${attributes} value="${text}">`;
  return html`<button type="submit"${attributes}${value && html` value="${value}"`}>${text}</button>`;
}
