import { placeText } from '../../problem.ts';
import type { Broken, Expectations, Undecided } from './expectations.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** Rule of an expectation that nobody can decide from an export. */
export const UNDECIDED = 'undecided';

/** Broken expectations, then undecided ones, at their lines in the contract. */
export function expectationReasons({ place }: ReviewInput, { broken, undecided }: Expectations): Reason[] {
  const at = (spoken: Broken | Undecided) => placeText(place(pathOf(spoken)));
  return [
    ...broken.map((each) => ({ ...reasonOf(each, at(each)), rule: each.rule, help: helpFor(each) })),
    ...undecided.map((each) => ({
      ...reasonOf(each, at(each)),
      rule: UNDECIDED,
      help: each.cut ? CUT_HELP : UNDECIDED_HELP,
      ...(each.cut && { cut: each.cut }),
    })),
  ];
}

function reasonOf({ persona, message, walk }: Broken | Undecided, at: string): Omit<Reason, 'rule' | 'help'> {
  return { severity: 'error', at, message, persona, ...(walk && { walk }) };
}

/** `expected_states.ada` or `invariants[0]` as a path, down to the kind of the invariant. */
export function pathOf({ line, persona, rule }: Broken | Undecided): (string | number)[] {
  const [, row] = /^invariants\[(\d+)\]$/.exec(line) ?? [];
  return row === undefined ? ['expected_states', persona] : ['invariants', Number(row), rule];
}

function helpFor({ rule, because }: Broken): string {
  const where = because?.execution
    ? ` (decided by ${[because.execution, because.rule].filter(Boolean).join(', ')})`
    : '';
  return rule === 'promise'
    ? `Correct the realm or its change${where}, or promise what is meant.`
    : `Close this way in the realm or its change${where}, or narrow the invariant to whom it is about.`;
}

const CUT_HELP = 'Look at more states with --limit; what was not looked at cannot be accepted.';
const UNDECIDED_HELP =
  'Take what cannot be predicted out of this login, or accept it: an entry with rule undecided, this place as at, an owner and a reason in accepted_findings.';
