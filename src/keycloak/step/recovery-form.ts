import { isLocked } from '../flow/failures.ts';
import { addSessionAction, changeUser, credentialsOf, currentUser, hasCredential, type Run } from '../flow/run.ts';
import { fieldError, type PageParts } from '../flow/show-page.ts';
import { crash } from '../flow/turn.ts';
import type { Submit } from '../input.ts';
import { message } from '../messages.ts';
import { CONFIGURE_RECOVERY } from '../provider-ids.ts';
import type { Credential, User } from '../realm.ts';
import { type Authenticator, challenge, failure, type Result, type Step, stop } from './step.ts';

const RECOVERY = 'recovery-authn-codes';
const FIELD = 'recoveryCodeInput';

/** Source: `RecoveryAuthnCodesFormAuthenticator`. It names no required action, so its set-up is never refused. */
export const recoveryForm: Authenticator = {
  requires_user: true,
  user_setup: true,
  since: 'recovery_feature',
  label: 'Recovery Authentication Code',
  credential: ({ realm }) => (realm.version.traits.recovery_by_credential ? RECOVERY : undefined),
  configured: (_run, user) => user !== undefined && hasCredential(user, RECOVERY),
  required_actions: [],
  set_up: ({ run }) => addSessionAction(run, CONFIGURE_RECOVERY),
  authenticate: ({ run }) => challenge(recoveryPage(run)),
  act: (step, input) => recoveryAction(step, input),
};

function recoveryAction({ run, execution }: Step, input: Submit): Result {
  const user = currentUser(run);
  if (!user) return stop(crash(execution.id, 'no user'));
  const text = message(run.realm, 'recovery-codes-error-invalid');
  const invalid = { ...recoveryPage(run), messages: [fieldError(FIELD, text)] };
  if (isLocked(run, user)) return challenge(lockedPage(run, input) ?? invalid);
  delete run.login.session_invalid;
  if (input.recovery !== 'right') return failure(invalid);
  useCode(run, user);
  return { kind: 'success', credential: RECOVERY };
}

/** The first code that a lock refuses is answered as a wrong name is; whatever follows, and no code at all, as a wrong code. */
function lockedPage(run: Run, { recovery }: Submit): PageParts | undefined {
  if (recovery === 'empty' || run.login.session_invalid) return undefined;
  run.login.session_invalid = true;
  return { ...recoveryPage(run), messages: [fieldError('username', message(run.realm, 'invalidUserMessage'))] };
}

/** With the last code the credential goes, and the user must set up new ones. */
function useCode(run: Run, user: User): void {
  const [codes] = credentialsOf(user, RECOVERY);
  if (!codes) return;
  const remaining = (codes.remaining ?? 1) - 1;
  const others = user.credentials.filter((credential) => credential !== codes);
  const kept = user.credentials.map((credential) => (credential === codes ? { ...codes, remaining } : credential));
  const actions = [...new Set([...user.required_actions, CONFIGURE_RECOVERY])];
  changeUser(
    run,
    remaining > 0 ? { ...user, credentials: kept } : { ...user, credentials: others, required_actions: actions },
  );
}

function recoveryPage(run: Run): PageParts {
  const user = currentUser(run);
  const [codes] = user ? credentialsOf(user, RECOVERY) : [];
  return { page: 'login-recovery-authn-code-input', ...(codes ? { code_number: numberOf(codes) } : {}) };
}

function numberOf({ total = 12, remaining = total }: Credential): number {
  return total - remaining + 1;
}
