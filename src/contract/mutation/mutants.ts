import { alike, type RealmDocument } from './document.ts';
import type { Operator } from './operator.ts';
import { OPERATORS } from './operators.ts';

/** A realm export with one thing wrong. The id, `operator@path=value`, stays the same as long as the place is called the same. */
export interface Mutant {
  readonly id: string;
  readonly operator: string;
  readonly document: RealmDocument;
}

export interface Mutants {
  readonly mutants: readonly Mutant[];
  /** Ids of changes that change nothing: a defect of their operator. They are left out. */
  readonly unchanged: readonly string[];
}

/** Every mutant of a realm export, in the order of the operators. */
export function mutantsOf(document: RealmDocument, operators: readonly Operator[] = OPERATORS): Mutants {
  const found = new Map<string, Mutant>();
  const unchanged: string[] = [];
  for (const operator of operators)
    for (const { at, value, document: mutated } of operator.mutate(document)) {
      const id = `${operator.id}@${at}=${value}`;
      if (alike(document, mutated)) unchanged.push(id);
      else if (!found.has(id)) found.set(id, { id, operator: operator.id, document: mutated });
    }
  return { mutants: [...found.values()], unchanged };
}
