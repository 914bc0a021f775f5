import { addSessionAction, changeUser, credentialsOf, hasCredential, newCredentialId, type Run } from '../flow/run.ts';
import { alert, fieldError, type PageParts } from '../flow/show-page.ts';
import type { Submit } from '../input.ts';
import { message } from '../messages.ts';
import type { PageMessage } from '../page.ts';
import { CONFIGURE_RECOVERY, RECOVERY_FORM } from '../provider-ids.ts';
import type { Credential, User } from '../realm.ts';
import { type Acting, type ActionProvider, type ActionResult, DONE, page } from './action.ts';

const CODES = 12;

/** The text above the page of an action that the user owes; an action the application asked for shows none. */
export function warning({ realm }: Run, key: string): PageMessage {
  return { text: message(realm, key), type: 'warning' };
}

/** Source: `UpdateTotp`. */
export const configureTotp: ActionProvider = {
  initiated: true,
  challenge: ({ run }) => page(totpPage(run)),
  act: (acting, input) => enrolTotp(acting, input),
};

function totpPage(run: Run, ...messages: readonly PageMessage[]): PageParts {
  const { type, ...code } = run.realm.otp_policy;
  return {
    page: 'login-config-totp',
    code: { digits: code.digits, period: code.period, algorithm: code.algorithm, subtype: type },
    messages: messages.length > 0 ? messages : [warning(run, 'configureTotpMessage')],
  };
}

function enrolTotp(acting: Acting, input: Submit): ActionResult {
  const { run, user, registered } = acting;
  const refused = totpError(user, input);
  if (refused) return page(totpPage(run, fieldError(refused.field, message(run.realm, refused.key))));
  const { type, digits, period, algorithm } = run.realm.otp_policy;
  addCredential(run, user, { type: 'otp', subtype: type, digits, period, algorithm, ...labelled(input) });
  if (registered.config['add-recovery-codes'] === 'true') addRecoveryCodes(run, user);
  return DONE;
}

function totpError(user: User, { enroll = 'empty', label = '' }: Submit): { field: string; key: string } | undefined {
  if (enroll === 'empty') return { field: 'totp', key: 'missingTotpMessage' };
  if (enroll === 'wrong') return { field: 'totp', key: 'invalidTotpMessage' };
  const devices = credentialsOf(user, 'otp');
  if (devices.length > 0 && label.trim() === '') return { field: 'userLabel', key: 'missingTotpDeviceNameMessage' };
  return isTaken(devices, label) ? { field: 'userLabel', key: DUPLICATE_LABEL } : undefined;
}

/** The store's own text, which is no message key (`JpaUserCredentialStore.validateDuplicateCredential`). */
const DUPLICATE_LABEL = 'Device already exists with the same name';

function isTaken(credentials: readonly Credential[], label: string): boolean {
  const wanted = label.trim().toLowerCase();
  return wanted !== '' && credentials.some((credential) => credential.label?.toLowerCase() === wanted);
}

/** Enrolling a device brings recovery codes along where a flow can ask for them. */
function addRecoveryCodes(run: Run, user: User): void {
  const isUsable = [...run.realm.executions.values()].some(
    ({ authenticator, requirement }) => authenticator === RECOVERY_FORM && requirement !== 'DISABLED',
  );
  const isEnabled = run.realm.required_actions.get(CONFIGURE_RECOVERY)?.enabled === true;
  if (isUsable && isEnabled && !hasCredential(user, 'recovery-authn-codes')) addSessionAction(run, CONFIGURE_RECOVERY);
}

/** Source: `RecoveryAuthnCodesAction`. New codes replace the old ones. */
export const configureRecovery: ActionProvider = {
  initiated: true,
  challenge: ({ run }) => page(recoveryPage(run)),
  act: ({ run, user }, input) => {
    if (input.tampered || input.enroll === 'wrong' || input.enroll === 'empty') return page(recoveryPage(run));
    const [old] = credentialsOf(user, 'recovery-authn-codes');
    const credentials = user.credentials.filter((credential) => credential !== old);
    addCredential(
      run,
      { ...user, credentials },
      { type: 'recovery-authn-codes', total: CODES, remaining: CODES, ...labelled(input) },
    );
    return DONE;
  },
};

function recoveryPage(run: Run): PageParts {
  return { page: 'login-recovery-authn-code-config', messages: [warning(run, 'configureBackupCodesMessage')] };
}

/** Source: `WebAuthnRegister`: `kc_action=…:skip_if_exists` asks nothing of a user who has one. */
export function registerKey(type: string): ActionProvider {
  return {
    initiated: true,
    challenge: ({ run, user, registered }) => {
      const isRequested = run.login.kc_action === registered.alias;
      const skips = isRequested && run.login.kc_action_parameter === 'skip_if_exists' && hasCredential(user, type);
      return skips ? DONE : page({ page: 'webauthn-register' });
    },
    act: ({ run, user }, input) => {
      // The browser's own refusal is sent in the place of a key; the page quotes it behind this text.
      if (input.webauthn !== 'right')
        return page({ page: 'webauthn-error', messages: [alert('Passkey registration result is invalid.')] });
      addCredential(run, user, { type, ...labelled(input) });
      return DONE;
    },
  };
}

function labelled({ label }: Submit): { label?: string } {
  return label === undefined || label.trim() === '' ? {} : { label };
}

function addCredential(run: Run, user: User, credential: Omit<Credential, 'id' | 'created'>): void {
  const stored = {
    ...credential,
    id: newCredentialId(user, credential.type),
    created: Math.floor(run.world.now) * 1000,
  };
  changeUser(run, { ...user, credentials: [...user.credentials, stored] });
}
