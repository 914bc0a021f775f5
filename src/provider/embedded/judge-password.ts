import { findUser, userNamed } from '../../keycloak/flow/run.ts';
import type { NewPassword, Verdict } from '../../keycloak/input.ts';
import { judgedProfile } from './judge-profile.ts';
import type { Judged, Post } from './judged.ts';
import { refusedBy } from './password-policy.ts';
import { plainCheck } from './password-secret.ts';

/** Username and password together, or the password alone for a user who is already known. */
export function judgeLogin(post: Post): Judged {
  const username = post.form.get('username') ?? undefined;
  const typed = username === undefined ? undefined : findUser(post.realm, post.world, username)?.username;
  const remember_me = post.form.has('rememberMe');
  const password = passwordVerdict(post, typed ?? post.page.subject);
  return { input: { kind: 'submit', ...(username === undefined ? {} : { username }), password, remember_me } };
}

export function judgeUsername({ form }: Post): Judged {
  const username = form.get('username') ?? undefined;
  const remember_me = form.has('rememberMe');
  return { input: { kind: 'submit', ...(username === undefined ? {} : { username }), remember_me } };
}

export function judgePassword(post: Post): Judged {
  return { input: { kind: 'submit', password: passwordVerdict(post, post.page.subject) } };
}

/** UPDATE_PASSWORD. The old passwords stay known: a policy may forbid to use them again. */
export function judgeNewPassword(post: Post): Judged {
  const username = post.page.subject ?? '';
  const typed = post.form.get('password-new') ?? '';
  const new_password = newPassword(post, typed, post.form.get('password-confirm') ?? '');
  return { input: { kind: 'submit', new_password }, accepted: () => keepPassword(post, username, typed) };
}

/** A registration: the profile of the new user and a password. */
export function judgeRegistration(post: Post): Judged {
  const profile = judgedProfile(post);
  const typed = post.form.get('password') ?? '';
  const new_password = newPassword(post, typed, post.form.get('password-confirm') ?? '');
  const username = (post.form.get('username') ?? post.form.get('email') ?? '').trim().toLowerCase();
  return { input: { kind: 'submit', profile, new_password }, accepted: () => keepPassword(post, username, typed) };
}

function passwordVerdict({ form, accounts }: Post, username: string | undefined): Verdict {
  const typed = form.get('password') ?? '';
  if (typed === '') return 'empty';
  const matches = username === undefined ? undefined : accounts.secrets(username).passwords.at(-1);
  return matches?.(typed) ? 'right' : 'wrong';
}

function newPassword({ realm, world, page, accounts }: Post, password: string, confirmed: string): NewPassword {
  if (password === '') return 'empty';
  if (password !== confirmed) return 'mismatch';
  const username = page.subject ?? '';
  const user = userNamed(realm, world, username);
  const refused = refusedBy(realm.password_policy, { password, user, passwords: accounts.secrets(username).passwords });
  return refused === undefined ? 'ok' : { refused };
}

function keepPassword({ accounts }: Post, username: string, password: string): void {
  const secrets = accounts.secrets(username);
  accounts.keep(username, { ...secrets, passwords: [...secrets.passwords, plainCheck(password)] });
}
