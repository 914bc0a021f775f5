import { findUser, userNamed } from '../flow/run.ts';
import type { Input, Submit, Verdict } from '../input.ts';
import type { Page } from '../page.ts';
import { answerProfile } from '../predict/answer-form.ts';
import { EMPTY_HAND } from '../predict/hand.ts';
import type { Realm, User } from '../realm.ts';
import type { World } from '../world.ts';

/** A person in front of a page. `username`: who the person is, whatever the page knows. */
export interface Facing {
  readonly realm: Realm;
  readonly world: World;
  readonly username: string;
  readonly page: Page;
}

/** One thing the person can do. Labels are unique on a page and never hold a secret. */
export interface Choice {
  readonly label: string;
  readonly input: Input;
}

const UNKNOWN_NAME = 'nobody-of-this-name';
const DEVICE_NAME = 'my device';
const ALL: readonly Verdict[] = ['right', 'wrong', 'empty'];
const NEW_PASSWORDS = { right: 'ok', wrong: 'mismatch', empty: 'empty' } as const;

/** Everything the person can do on this page: answers first, then the ways around them. */
export function choicesOn(facing: Facing): Choice[] {
  return distinct([...(ANSWERS.get(facing.page.page)?.(facing) ?? []), ...detours(facing.page)]);
}

type Answers = (facing: Facing) => Choice[];

/** A page without a row can only be refreshed or left. */
const ANSWERS: ReadonlyMap<string, Answers> = new Map<string, Answers>([
  ['login', (facing) => [...passwords(facing, names(facing)[0]), ...otherNames(facing), ...wrongNames(facing)]],
  ['login-username', (facing) => [...names(facing).map(named), ...wrongNames(facing)]],
  ['login-password', (facing) => passwords(facing)],
  ['login-otp', (facing) => codes(facing)],
  ['login-recovery-authn-code-input', (facing) => verdicts('recovery', owns(facing, 'recovery-authn-codes'))],
  ['webauthn-authenticate', (facing) => passkeys(facing)],
  ['login-config-totp', () => ALL.map((enroll) => submitted(`enroll ${enroll}`, { enroll, label: DEVICE_NAME }))],
  ['login-recovery-authn-code-config', () => [submitted('enroll right', { enroll: 'right', label: DEVICE_NAME })]],
  ['webauthn-register', () => newKeys()],
  ['login-update-password', () => newPasswords()],
  ['login-update-profile', (facing) => profiles(facing)],
  ['update-email', (facing) => profiles(facing)],
  ['terms', () => questions('terms')],
  ['login-oauth-grant', () => questions('consent')],
  ['delete-credential', () => [submitted('deletion accept', { accept: true })]],
  ['delete-account-confirm', () => [submitted('deletion accept', { accept: true })]],
  ['select-authenticator', ({ page }) => page.options.map(({ label, execution }) => chosen(label, execution))],
  ['select-organization', (facing) => organizations(facing)],
  ['register', () => [{ label: 'back to login', input: { kind: 'continue' } }]],
  ['login-page-expired', () => [{ label: 'continue', input: { kind: 'continue' } }]],
  ['login-reset-password', () => [submitted('reset password right', {})]],
]);

function detours({ try_another_way, cancel, reset_password }: Page): Choice[] {
  return [
    ...(try_another_way ? [{ label: 'try another way', input: { kind: 'try-another-way' } } as const] : []),
    ...(cancel ? [{ label: 'cancel', input: { kind: 'cancel' } } as const] : []),
    ...(reset_password ? [{ label: 'reset password', input: { kind: 'reset-password' } } as const] : []),
    { label: 'refresh', input: { kind: 'refresh' } },
    { label: 'restart', input: { kind: 'restart' } },
  ];
}

function submitted(label: string, fields: Omit<Submit, 'kind'>): Choice {
  return { label, input: { kind: 'submit', ...fields } };
}

function chosen(label: string, execution: string): Choice {
  return { label: `choose ${label}`, input: { kind: 'choose', execution } };
}

/** Who the page is about, once the server knows; the person otherwise. */
function subject({ realm, world, page, username }: Facing): User | undefined {
  return page.subject === undefined ? findUser(realm, world, username) : userNamed(realm, world, page.subject);
}

function owns(facing: Facing, type: string): boolean {
  return subject(facing)?.credentials.some((credential) => credential.type === type) === true;
}

/** A right answer needs something to be right. */
function verdicts(kind: 'password' | 'recovery', hasRight: boolean): Choice[] {
  return ALL.filter((verdict) => hasRight || verdict !== 'right').map((verdict) =>
    submitted(`${kind} ${verdict}`, { [kind]: verdict }),
  );
}

interface Name {
  readonly kind: 'username' | 'email';
  readonly typed: string;
}

/** The names that lead the server to the person. The address is a way of its own where its domain decides. */
function names({ realm, world, username, page }: Facing): Name[] {
  if (page.username_hidden) return [];
  const email = findUser(realm, world, username)?.email;
  const isOwnWay = email !== undefined && email !== username && realm.login_with_email && hasOrganizations(realm);
  return [{ kind: 'username', typed: username }, ...(isOwnWay ? [{ kind: 'email', typed: email } as const] : [])];
}

function hasOrganizations({ organizations_enabled, organizations }: Realm): boolean {
  return organizations_enabled && organizations.length > 0;
}

function named({ kind, typed }: Name): Choice {
  return submitted(`${kind} right`, { username: typed });
}

function wrongNames({ page }: Facing): Choice[] {
  if (page.username_hidden) return [];
  const password = page.page === 'login' ? ({ password: 'wrong' } as const) : {};
  return [
    submitted('username wrong', { username: UNKNOWN_NAME, ...password }),
    submitted('username empty', { username: '', ...password }),
  ];
}

function passwords(facing: Facing, name?: Name): Choice[] {
  const typed = name ? { username: name.typed } : {};
  return verdicts('password', owns(facing, 'password')).map(({ label, input }) => ({
    label,
    input: { ...input, ...typed },
  }));
}

function otherNames(facing: Facing): Choice[] {
  return names(facing)
    .slice(1)
    .flatMap((name) => passwords(facing, name).map(({ label, input }) => ({ label: `${name.kind}, ${label}`, input })));
}

/** With several devices each is picked in turn; its label tells which. */
function codes({ page }: Facing): Choice[] {
  const [only] = page.devices;
  if (!only) return ALL.map((otp) => submitted(`otp ${otp}`, { otp }));
  return page.devices.flatMap(({ id, label }) =>
    ALL.map((otp) => submitted(`otp ${otp} of ${label}`, { otp, device: id })),
  );
}

/** Without a known user only a key that tells who its owner is can answer. */
function passkeys(facing: Facing): Choice[] {
  const { page, username } = facing;
  const canAnswer = page.subject !== undefined || owns(facing, 'webauthn-passwordless');
  const right = submitted('passkey right', { webauthn: 'right', username });
  return [...(canAnswer ? [right] : []), submitted('passkey wrong', { webauthn: 'wrong' })];
}

function newKeys(): Choice[] {
  return (['right', 'wrong'] as const).map((webauthn) =>
    submitted(`enroll ${webauthn}`, { webauthn, label: DEVICE_NAME }),
  );
}

function newPasswords(): Choice[] {
  return ALL.map((verdict) => submitted(`new password ${verdict}`, { new_password: NEW_PASSWORDS[verdict] }));
}

function profiles({ realm, world, username, page }: Facing): Choice[] {
  const answering = { realm, world, page, persona: { username }, hand: EMPTY_HAND, hasty: false };
  const right = { label: 'profile right', input: answerProfile(answering).input };
  const editable = page.fields.filter(({ read_only }) => !read_only);
  const blank = Object.fromEntries(editable.map(({ name, values, required }) => [name, required ? '' : values]));
  const empty = editable.some(({ required }) => required) ? [submitted('profile empty', { profile: blank })] : [];
  return [...(typeof right.input === 'string' ? [] : [{ ...right, input: right.input }]), ...empty];
}

function questions(kind: 'terms' | 'consent'): Choice[] {
  return [submitted(`${kind} accept`, { accept: true }), submitted(`${kind} decline`, { accept: false })];
}

function organizations({ page }: Facing): Choice[] {
  return page.organizations.map(({ execution, label }) => submitted(`choose ${label}`, { organization: execution }));
}

/** Entries of the same name are numbered. */
function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Map<string, number>();
  return choices.map(({ label, input }) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return { label: count === 1 ? label : `${label} ~${count}`, input };
  });
}
