import type { PersonaPlan } from '../generate/personas.ts';
import type { Shown } from './browser.ts';
import { type Hand, nextCode, take, times } from './hand.ts';
import { type Form, requiredOf, selectionsOf } from './html.ts';

/** What is sent from a page. `planned`: a deviation, so that the same page again is no surprise. */
export interface Deed {
  readonly form: Form;
  readonly fields: Readonly<Record<string, string>>;
  readonly planned: boolean;
}

/** A person in front of a page. */
export interface Facing {
  readonly persona: PersonaPlan;
  readonly hand: Hand;
  readonly shown: Shown;
  readonly now_ms: number;
}

type Verdict = 'empty' | 'wrong' | 'right';

/** What this person does on this page; `undefined`: cannot answer it. */
export function deedOn(facing: Facing): Deed | undefined {
  return anotherWay(facing) ?? ANSWERS.get(facing.shown.page)?.(facing);
}

function anotherWay({ persona, hand, shown }: Facing): Deed | undefined {
  const key = `another way ${shown.page}`;
  if (times(hand, key) >= (persona.try_another_way?.[shown.page] ?? 0)) return undefined;
  take(hand, key);
  const form = shown.forms.find(({ id }) => id === 'kc-select-try-another-way-form');
  return form && { form, fields: form.fields, planned: true };
}

type Answer = (facing: Facing) => Deed | undefined;

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['login', signIn],
  ['login-username', signIn],
  ['login-password', signIn],
  ['login-otp', oneTimeCode],
  ['login-recovery-authn-code-input', recoveryCode],
  ['login-config-totp', enrolDevice],
  ['login-recovery-authn-code-config', enrolCodes],
  ['login-update-password', newPassword],
  ['login-update-profile', profile],
  ['update-email', profile],
  ['terms', (facing) => question(facing, 'terms')],
  ['login-oauth-grant', (facing) => question(facing, 'consent')],
  ['delete-credential', (facing) => question(facing, 'delete')],
  ['select-authenticator', select],
]);

/** The next attempt of a kind: empty ones first, then wrong ones, then right. */
function attempt({ persona, hand }: Facing, kind: string): Verdict {
  const [empty, wrong] = [persona.empty?.[kind] ?? 0, persona.wrong?.[kind] ?? 0];
  const count = times(hand, kind);
  if (count >= empty + wrong) return 'right';
  take(hand, kind);
  return count < empty ? 'empty' : 'wrong';
}

function filled(form: Form | undefined, values: Readonly<Record<string, string>>, planned: boolean): Deed | undefined {
  return form && { form, fields: { ...form.fields, ...values }, planned };
}

function formWith({ shown }: Facing, field: string): Form | undefined {
  return shown.forms.find(({ inputs, fields }) => inputs.includes(field) || field in fields);
}

function signIn(facing: Facing): Deed | undefined {
  const { persona, hand, shown } = facing;
  const form = shown.forms.find(({ id }) => id === 'kc-form-login');
  const name = form?.inputs.includes('username') ? attempt(facing, 'username') : undefined;
  const password = form?.inputs.includes('password') ? attempt(facing, 'password') : undefined;
  const names = { right: persona.username, wrong: 'nobody-of-this-name', empty: '' };
  const passwords = { right: hand.password, wrong: 'not-the-password', empty: '' };
  const values = { ...(name && { username: names[name] }), ...(password && { password: passwords[password] }) };
  return filled(
    form,
    values,
    [name, password].some((verdict) => verdict !== undefined && verdict !== 'right'),
  );
}

const WRONG_CODE = '000000';

function oneTimeCode(facing: Facing): Deed | undefined {
  const { hand, now_ms } = facing;
  const verdict = attempt(facing, 'otp');
  if (verdict !== 'right') return filled(formWith(facing, 'otp'), { otp: verdict === 'wrong' ? WRONG_CODE : '' }, true);
  if (hand.secret === undefined) return undefined;
  return filled(formWith(facing, 'otp'), { otp: nextCode(hand, hand.secret, now_ms) }, false);
}

function recoveryCode(facing: Facing): Deed | undefined {
  const { hand, shown } = facing;
  const verdict = attempt(facing, 'recovery');
  const number = Number(/#(\d+)/.exec(shown.html.replaceAll(/&#\d+;/g, ''))?.[1]);
  const right = hand.codes[number - 1];
  if (verdict === 'right' && right === undefined) return undefined;
  const codes = { right: right ?? '', wrong: 'WRONGCODE000', empty: '' };
  return filled(formWith(facing, 'recoveryCodeInput'), { recoveryCodeInput: codes[verdict] }, verdict !== 'right');
}

function enrolDevice(facing: Facing): Deed | undefined {
  const { hand, now_ms } = facing;
  const form = formWith(facing, 'totpSecret');
  const secret = form?.fields['totpSecret'] ?? '';
  const verdict = attempt(facing, 'enroll');
  if (verdict !== 'right')
    return filled(form, { totp: verdict === 'wrong' ? WRONG_CODE : '', userLabel: 'my device' }, true);
  const totp = nextCode(hand, secret, now_ms);
  hand.secret = secret;
  return filled(form, { totp, userLabel: 'my device' }, false);
}

/** Codes sent back changed are refused; a wrong confirmation does not exist on this page otherwise. */
function enrolCodes(facing: Facing): Deed | undefined {
  const form = formWith(facing, 'generatedRecoveryAuthnCodes');
  const generated = form?.fields['generatedRecoveryAuthnCodes'] ?? '';
  const verdict = attempt(facing, 'enroll');
  if (verdict !== 'right')
    return filled(
      form,
      { generatedRecoveryAuthnCodes: verdict === 'wrong' ? 'AAAA' : '', userLabel: 'my device' },
      true,
    );
  facing.hand.codes = generated.split(',');
  return filled(form, { userLabel: 'my device' }, false);
}

function newPassword(facing: Facing): Deed | undefined {
  const { hand } = facing;
  const verdict = attempt(facing, 'new_password');
  const form = formWith(facing, 'password-new');
  if (verdict !== 'right') {
    const typed = verdict === 'wrong' ? ['one-password', 'another-one'] : ['', ''];
    return filled(form, { 'password-new': typed[0] ?? '', 'password-confirm': typed[1] ?? '' }, true);
  }
  take(hand, 'passwords set');
  hand.password = `${hand.password}-${times(hand, 'passwords set')}`;
  return filled(form, { 'password-new': hand.password, 'password-confirm': hand.password }, false);
}

const FILLER = 'Filled';

function profile(facing: Facing): Deed | undefined {
  const { persona, shown } = facing;
  const form = shown.forms.find(({ id }) => id === 'kc-update-profile-form' || id === 'kc-update-email-form');
  const missing = requiredOf(shown.html).filter((name) => form?.inputs.includes(name) && !form.fields[name]);
  const values = missing.map((name) => [name, name === 'email' ? `${persona.username}@example.test` : FILLER]);
  return filled(form, Object.fromEntries(values), false);
}

function question(facing: Facing, kind: string): Deed | undefined {
  const verdict = attempt(facing, kind);
  const button = verdict === 'right' ? 'accept' : 'cancel';
  return filled(facing.shown.forms[0], { [button]: '' }, verdict !== 'right');
}

function select({ persona, shown }: Facing): Deed | undefined {
  const wanted = persona.choose?.[0];
  const index = selectionsOf(shown.html).findIndex(({ label }) => wanted !== undefined && label.includes(wanted));
  const form = shown.forms.filter(({ fields }) => 'authenticationExecution' in fields)[index];
  return form && { form, fields: form.fields, planned: false };
}
