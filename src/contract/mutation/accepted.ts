import type { Contract } from '../contract.ts';

type Accepted = Contract['accepted_mutants'][number];

/** Whether an entry of `accepted_mutants` means this mutant. `*` stands for any text. */
export function accepts({ mutant }: Pick<Accepted, 'mutant'>, id: string): boolean {
  const parts = mutant.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(id);
}
