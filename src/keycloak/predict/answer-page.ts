import { findUser } from '../flow/run.ts';
import type { Input, Submit, Verdict } from '../input.ts';
import type { Page } from '../page.ts';
import type { Persona } from '../persona.ts';
import type { Realm, User } from '../realm.ts';
import type { World } from '../world.ts';
import { deviceInHand, type Hand, nextCode, use, usedOf, userIn } from './hand.ts';

/** What a person does on a page. `planned`: a deviation, so that the same page again is no surprise. */
export interface Deed {
  readonly input: Input | 'back' | 'forward';
  readonly hand: Hand;
  readonly planned: boolean;
}

/** Who answers, with what in hand, in front of which world. */
export interface Answering {
  readonly realm: Realm;
  readonly world: World;
  readonly persona: Persona;
  readonly hand: Hand;
  readonly page: Page;
  readonly hasty: boolean;
}

type Answer = (answering: Answering) => Deed | undefined;

/** How each page is answered; a page without a row, or a row without an answer, stops the person. */
const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['login', answerLogin],
  ['login-username', answerLogin],
  ['login-password', answerLogin],
  ['login-otp', answerOtp],
  ['login-recovery-authn-code-input', answerRecovery],
  ['login-config-totp', answerEnrolment],
  ['login-recovery-authn-code-config', answerEnrolment],
  ['login-update-password', answerNewPassword],
  ['login-update-profile', answerProfile],
  ['update-email', answerProfile],
  ['register', answerRegister],
  ['terms', (answering) => answerQuestion(answering, 'terms')],
  ['login-oauth-grant', (answering) => answerQuestion(answering, 'consent')],
  ['delete-credential', (answering) => deed(answering, { kind: 'submit', accept: true })],
  ['select-authenticator', answerSelector],
  ['select-organization', answerOrganization],
]);

/** What this person does on this page: clicks and detours first, then the answer. `undefined`: cannot answer it. */
export function answerPage(answering: Answering): Deed | undefined {
  return (
    click(answering) ?? cancel(answering) ?? tryAnotherWay(answering) ?? ANSWERS.get(answering.page.page)?.(answering)
  );
}

function deed({ hand }: Answering, input: Deed['input'], planned = false): Deed {
  return { input, hand, planned };
}

const CLICK_INPUTS: Readonly<Record<NonNullable<Persona['click']>[number]['do'], Deed['input']>> = {
  refresh: { kind: 'refresh' },
  manual: { kind: 'refresh' },
  restart: { kind: 'restart' },
  continue: { kind: 'continue' },
  login: { kind: 'continue' },
  register: { kind: 'register' },
  forge: { kind: 'choose', execution: '' },
  back: 'back',
  forward: 'forward',
};

function click(answering: Answering): Deed | undefined {
  const { persona, hand, page } = answering;
  const next = persona.click?.[usedOf(hand, 'click')];
  if (next?.on !== page.page) return undefined;
  return { input: CLICK_INPUTS[next.do], hand: use(hand, 'click'), planned: true };
}

function cancel(answering: Answering): Deed | undefined {
  const { persona, page } = answering;
  return page.cancel && persona.cancel?.includes(page.page) ? deed(answering, { kind: 'cancel' }, true) : undefined;
}

/** Asks once per planned time, and answers the page when there is no other way. */
function tryAnotherWay(answering: Answering): Deed | undefined {
  const { persona, hand, page } = answering;
  const key = `another-way ${page.page}`;
  if (usedOf(hand, key) >= (persona.try_another_way?.[page.page] ?? 0)) return undefined;
  const asked = use(hand, key);
  if (page.try_another_way) return { input: { kind: 'try-another-way' }, hand: asked, planned: true };
  return ANSWERS.get(page.page)?.({ ...answering, hand: asked });
}

interface Attempted {
  readonly verdict: Verdict;
  readonly hand: Hand;
}

/** The next attempt of a kind: empty ones first, then wrong ones, then right. */
function attempt({ persona, hand }: Answering, kind: string): Attempted {
  const count = usedOf(hand, kind);
  const [empty, wrong] = [persona.empty?.[kind] ?? 0, persona.wrong?.[kind] ?? 0];
  if (count >= empty + wrong) return { verdict: 'right', hand };
  return { verdict: count < empty ? 'empty' : 'wrong', hand: use(hand, kind) };
}

function answerLogin(answering: Answering): Deed {
  const { page } = answering;
  const named = page.page === 'login-password' || page.username_hidden ? undefined : typedUsername(answering);
  const afterName = { ...answering, hand: named?.hand ?? answering.hand };
  const asksPassword = page.page !== 'login-username';
  const password = asksPassword ? attempt(afterName, 'password') : undefined;
  const user = named ? findUser(answering.realm, answering.world, named.typed) : subjectOf(answering);
  const input: Submit = {
    kind: 'submit',
    ...(named ? { username: named.typed } : {}),
    ...(password ? { password: knownPassword(user, password.verdict) } : {}),
  };
  const isPlanned = named?.verdict !== 'right' && named !== undefined;
  return {
    input,
    hand: password?.hand ?? afterName.hand,
    planned: isPlanned || (password?.verdict ?? 'right') !== 'right',
  };
}

/** A right password can only be given for a user who has one. */
function knownPassword(user: User | undefined, verdict: Verdict): Verdict {
  const hasOne = user?.credentials.some(({ type }) => type === 'password') === true;
  return verdict === 'right' && !hasOne ? 'wrong' : verdict;
}

interface Typed extends Attempted {
  readonly typed: string;
}

const UNKNOWN_NAME = 'nobody-of-this-name';

function typedUsername(answering: Answering): Typed {
  const { verdict, hand } = attempt(answering, 'username');
  const { types, username } = answering.persona;
  const question = usedOf(hand, 'types');
  const right = types?.[Math.min(question, types.length - 1)] ?? username;
  const typed = verdict === 'right' ? right : verdict === 'empty' ? '' : UNKNOWN_NAME;
  return { typed, verdict, hand: use(hand, 'types') };
}

function subjectOf({ realm, world, page, persona }: Answering): User | undefined {
  return userIn(realm, world, page.subject) ?? findUser(realm, world, persona.username);
}

/** The code of the device in hand is right only for that device, once, and in its time. */
function answerOtp(answering: Answering): Deed | undefined {
  const user = subjectOf(answering);
  if (!user) return undefined;
  const device = pickedDevice(answering, user);
  const picked = device === undefined ? {} : { device };
  const code = givenCode(answering, user, device);
  return code && { input: { kind: 'submit', otp: code.verdict, ...picked }, hand: code.hand, planned: code.planned };
}

function pickedDevice({ persona, hand, page }: Answering, user: User): string | undefined {
  const plan = persona.otp_plan?.[usedOf(hand, 'otp-plan')];
  const shown =
    page.devices.find(({ selected }) => selected)?.id ?? user.credentials.find(({ type }) => type === 'otp')?.id;
  return page.devices[plan?.device ?? persona.device ?? -1]?.id ?? shown;
}

interface Given extends Attempted {
  readonly planned: boolean;
}

function givenCode(answering: Answering, user: User, device: string | undefined): Given | undefined {
  const { persona, hand, realm } = answering;
  const plan = persona.otp_plan?.[usedOf(hand, 'otp-plan')];
  if (plan) {
    const owned = user.credentials.filter(({ type }) => type === 'otp');
    const isRight = device === owned[plan.code_of ?? 0]?.id;
    const code = freshCode({ ...answering, hand: use(hand, 'otp-plan') }, isRight);
    return { ...code, planned: !isRight };
  }
  const { verdict, hand: after } = attempt(answering, 'otp');
  if (verdict !== 'right') return { verdict, hand: after, planned: true };
  const held = deviceInHand(hand, realm, user.username);
  if (held === undefined) return undefined;
  const reused = reuse({ ...answering, hand: after });
  if (reused)
    return { verdict: realm.otp_policy.reusable && held === device ? 'right' : 'wrong', hand: reused, planned: true };
  return { ...freshCode({ ...answering, hand: after }, held === device), planned: false };
}

/** A new code: of the current period, or of a coming one for somebody who does not wait. */
function freshCode({ realm, world, hand, hasty }: Answering, isRight: boolean): Attempted {
  if (!hasty) return { verdict: isRight ? 'right' : 'wrong', hand };
  const code = nextCode(hand, realm, world.now);
  return { verdict: isRight && code.isInWindow ? 'right' : 'wrong', hand: code.hand };
}

function reuse({ persona, hand }: Answering): Hand | undefined {
  return usedOf(hand, 'reuse') < (persona.reuse?.['otp'] ?? 0) ? use(hand, 'reuse') : undefined;
}

function answerRecovery(answering: Answering): Deed | undefined {
  const { verdict, hand } = attempt(answering, 'recovery');
  const hasCodes = subjectOf(answering)?.credentials.some(({ type }) => type === 'recovery-authn-codes');
  if (verdict === 'right' && !hasCodes) return undefined;
  return { input: { kind: 'submit', recovery: verdict }, hand, planned: verdict !== 'right' };
}

const DEVICE_NAME = 'my device';

function answerEnrolment(answering: Answering): Deed {
  const { persona, page } = answering;
  const { verdict, hand } = attempt(answering, 'enroll');
  const key = `tamper ${page.page}`;
  const isTampered = persona.tamper?.[page.page] !== undefined && usedOf(hand, key) === 0;
  const label = persona.label ?? DEVICE_NAME;
  if (page.page === 'login-config-totp' && verdict === 'right') {
    const code = freshCode({ ...answering, hand }, true);
    return { input: { kind: 'submit', enroll: code.verdict, label }, hand: code.hand, planned: false };
  }
  if (isTampered) return { input: { kind: 'submit', tampered: true, label }, hand: use(hand, key), planned: true };
  return { input: { kind: 'submit', enroll: verdict, label }, hand, planned: verdict !== 'right' };
}

const NEW_PASSWORDS = { right: 'ok', wrong: 'mismatch', empty: 'empty' } as const;

function answerNewPassword(answering: Answering): Deed {
  const { verdict, hand } = attempt(answering, 'new_password');
  return { input: { kind: 'submit', new_password: NEW_PASSWORDS[verdict] }, hand, planned: verdict !== 'right' };
}

/** Fills required fields that are empty, unless the person has other plans. */
function answerProfile(answering: Answering): Deed {
  const { page, persona, hand } = answering;
  const { values, isLast } = nextValues(persona.profile, usedOf(hand, 'profile'));
  const profile = Object.fromEntries(
    page.fields
      .filter(({ read_only }) => !read_only)
      .map((field) => [field.name, values?.[field.name] ?? filled(field, persona.username)]),
  );
  return { input: { kind: 'submit', profile }, hand: use(hand, 'profile'), planned: !isLast };
}

type Values = Readonly<Record<string, string | readonly string[]>>;

function nextValues(
  planned: Values | readonly Values[] | undefined,
  index: number,
): { values?: Values; isLast: boolean } {
  if (planned === undefined) return { isLast: true };
  const list = isList(planned) ? planned : [planned];
  const values = list[Math.min(index, list.length - 1)];
  return { ...(values ? { values } : {}), isLast: index >= list.length - 1 };
}

function isList(planned: Values | readonly Values[]): planned is readonly Values[] {
  return Array.isArray(planned);
}

const FILLER = 'Filled';

function filled(field: Page['fields'][number], username: string): string | readonly string[] {
  const isEmpty = field.values.every((value) => value.trim() === '');
  if (!isEmpty || !field.required) return field.values;
  if (field.name === 'email') return `${username.replace(/[^\w.-]/g, '-')}@example.test`;
  return field.options[0] ?? FILLER;
}

function answerRegister({ persona, hand }: Answering): Deed | undefined {
  const { values, isLast } = nextValues(persona.register, usedOf(hand, 'register'));
  if (!values) return undefined;
  const { password: _secret, 'password-confirm': _again, ...profile } = values;
  return { input: { kind: 'submit', profile, new_password: 'ok' }, hand: use(hand, 'register'), planned: !isLast };
}

/** A wrong answer to terms or consent declines them. */
function answerQuestion(answering: Answering, kind: string): Deed {
  const { verdict, hand } = attempt(answering, kind);
  return { input: { kind: 'submit', accept: verdict === 'right' }, hand, planned: verdict !== 'right' };
}

function answerSelector(answering: Answering): Deed | undefined {
  const { persona, page } = answering;
  const [wanted] = persona.choose ?? [];
  const option = wanted === undefined ? undefined : page.options.find(({ label }) => label.includes(wanted));
  return option && deed(answering, { kind: 'choose', execution: option.execution });
}

function answerOrganization(answering: Answering): Deed | undefined {
  const { organization } = answering.persona;
  return organization === undefined ? undefined : deed(answering, { kind: 'submit', organization });
}
