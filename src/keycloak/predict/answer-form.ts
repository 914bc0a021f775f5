import type { Page } from '../page.ts';
import { type Answering, attempt, type Deed } from './attempt.ts';
import { use, usedOf } from './hand.ts';

const NEW_PASSWORDS = { right: 'ok', wrong: 'mismatch', empty: 'empty' } as const;

export function answerNewPassword(answering: Answering): Deed {
  const { verdict, hand } = attempt(answering, 'new_password');
  return { input: { kind: 'submit', new_password: NEW_PASSWORDS[verdict] }, hand, planned: verdict !== 'right' };
}

/** Fills required fields that are empty, unless the person has other plans. */
export function answerProfile(answering: Answering): Deed {
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

export function answerRegister({ persona, hand }: Answering): Deed | undefined {
  const { values, isLast } = nextValues(persona.register, usedOf(hand, 'register'));
  if (!values) return undefined;
  const { password: _secret, 'password-confirm': _again, ...profile } = values;
  return { input: { kind: 'submit', profile, new_password: 'ok' }, hand: use(hand, 'register'), planned: !isLast };
}

/** A wrong answer to terms or consent declines them. */
export function answerQuestion(answering: Answering, kind: string): Deed {
  const { verdict, hand } = attempt(answering, kind);
  return { input: { kind: 'submit', accept: verdict === 'right' }, hand, planned: verdict !== 'right' };
}

export function answerSelector(answering: Answering): Deed | undefined {
  const { persona, page } = answering;
  const [wanted] = persona.choose ?? [];
  const option = wanted === undefined ? undefined : page.options.find(({ label }) => label.includes(wanted));
  return option && { input: { kind: 'choose', execution: option.execution }, hand: answering.hand, planned: false };
}

export function answerOrganization(answering: Answering): Deed | undefined {
  const { organization } = answering.persona;
  if (organization === undefined) return undefined;
  return { input: { kind: 'submit', organization }, hand: answering.hand, planned: false };
}
