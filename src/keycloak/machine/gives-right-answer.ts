import type { MachineEdge } from './machine.ts';

/** The labels of `choices.ts` by which a page is answered as it asks; the others answer wrongly or lead around the page. */
const RIGHT = /^(?:email, )?(?:new |reset )?\w+ (?:right|accept)\b/;
const PICK = /^choose /;

/** Whether what is done on the page is a right answer to it: a right value, an acceptance, a pick from its list. */
export function givesRightAnswer({ input, does }: Pick<MachineEdge, 'input' | 'does'>): boolean {
  if (does.kind === 'choose') return true;
  return does.kind === 'submit' && (RIGHT.test(input) || PICK.test(input));
}
