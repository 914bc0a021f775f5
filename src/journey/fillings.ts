import type { Submit } from '../keycloak/input.ts';
import type { Slot } from './answers.ts';
import type { Verdict } from './plan.ts';

/** How one field is filled: which value of the person, and whether the right one. */
export interface Filling {
  readonly slot: Slot;
  readonly verdict: Verdict;
}

const NEW_PASSWORDS: Readonly<Record<string, Verdict>> = { ok: 'right', mismatch: 'wrong', empty: 'empty' };

/**
 * How the fields of a form are filled where the machine's input says so; a slot it does not speak of is left alone.
 * `person`: the username of whom the machine is about.
 */
export function fillings(submit: Submit, person: string): ReadonlyMap<Slot, Filling> {
  const { username, password, otp, recovery, enroll, new_password } = submit;
  const said: readonly (readonly [Slot, Verdict | undefined])[] = [
    ['password', password],
    ['otp', otp],
    ['recovery', recovery],
    ['enroll', enroll],
    ['new-password', typeof new_password === 'string' ? NEW_PASSWORDS[new_password] : undefined],
  ];
  const filled = said.flatMap(([slot, verdict]) => (verdict === undefined ? [] : [[slot, { slot, verdict }] as const]));
  return new Map(username === undefined ? filled : [['username', nameFilling(username, person)] as const, ...filled]);
}

/** The name field takes an address as well; which one a machine means is always the person's own. */
function nameFilling(typed: string, person: string): Filling {
  if (typed === '') return { slot: 'username', verdict: 'empty' };
  if (typed === person) return { slot: 'username', verdict: 'right' };
  return typed.includes('@') ? { slot: 'email', verdict: 'right' } : { slot: 'username', verdict: 'wrong' };
}
