import { findUser } from '../flow/run.ts';
import type { Submit, Verdict } from '../input.ts';
import type { User } from '../realm.ts';
import { type Answering, type Attempted, attempt, type Deed, subjectOf } from './attempt.ts';
import { use, usedOf } from './hand.ts';

/** The forms that ask a name, a password or both. */
export function answerLogin(answering: Answering): Deed {
  const name = asksName(answering) ? typedUsername(answering) : undefined;
  const named = { ...answering, hand: name?.hand ?? answering.hand };
  const user = name ? findUser(answering.realm, answering.world, name.typed) : subjectOf(answering);
  const password = asksPassword(answering) ? typedPassword(named, user) : undefined;
  const input: Submit = {
    kind: 'submit',
    ...(name ? { username: name.typed } : {}),
    ...(password ? { password: password.verdict } : {}),
  };
  const planned = name?.planned === true || password?.planned === true;
  return { input, hand: password?.hand ?? named.hand, planned };
}

function asksName({ page }: Answering): boolean {
  return page.page !== 'login-password' && !page.username_hidden;
}

function asksPassword({ page }: Answering): boolean {
  return page.page !== 'login-username';
}

interface Typing extends Attempted {
  readonly planned: boolean;
}

function typedPassword(answering: Answering, user: User | undefined): Typing {
  const { verdict, hand } = attempt(answering, 'password');
  return { verdict: knownPassword(user, verdict), hand, planned: verdict !== 'right' };
}

/** A right password can only be given for a user who has one. */
function knownPassword(user: User | undefined, verdict: Verdict): Verdict {
  const hasOne = user?.credentials.some(({ type }) => type === 'password') === true;
  return verdict === 'right' && !hasOne ? 'wrong' : verdict;
}

interface TypedName extends Typing {
  readonly typed: string;
}

const UNKNOWN_NAME = 'nobody-of-this-name';

function typedUsername(answering: Answering): TypedName {
  const { verdict, hand } = attempt(answering, 'username');
  const { types, username } = answering.persona;
  const question = usedOf(hand, 'types');
  const right = types?.[Math.min(question, types.length - 1)] ?? username;
  const typed = verdict === 'right' ? right : verdict === 'empty' ? '' : UNKNOWN_NAME;
  return { typed, verdict, hand: use(hand, 'types'), planned: verdict !== 'right' };
}
