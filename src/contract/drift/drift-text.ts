import type { ChangedPersona } from './drift.ts';
import type { RealmChange } from './realm-changes.ts';

/** A change in one line: `execution portal forms/auth-otp-form changed (requirement: REQUIRED → DISABLED)`. */
export function changeText({ kind, name, change, fields }: RealmChange): string {
  return `${kind} ${name} ${change}${fields.length > 0 ? ` (${fields.join('; ')})` : ''}`;
}

/** Whose sign-in is another one, where it differs, and because of what. */
export function changedText(changed: ChangedPersona): string[] {
  const { persona, contract, live, after, differs, because, together } = changed;
  return [
    `${persona}:`,
    `  contract: ${contract.join(' > ')}`,
    `  live:     ${live.join(' > ')}`,
    ...(contract.join() === live.join() ? ['  the promised way is the same; another one is not'] : []),
    `  differs at: ${after}`,
    `    contract: ${differs.contract}`,
    `    live:     ${differs.live}`,
    ...because.map((each) => `  ${together ? 'together with others' : 'because'}: ${changeText(each)}`),
  ];
}
