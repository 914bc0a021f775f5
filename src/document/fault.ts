import type { Place, ProblemCode, ProblemDetails } from '../problem.ts';

/** Keys and indexes from the top of a document. */
export type DocumentPath = readonly (string | number)[];

/** One thing wrong with a document, before its position is known. */
export interface Fault {
  readonly path: DocumentPath;
  /** What is blamed: the key (unknown keys) or the value, which is the rule. */
  readonly on?: 'key' | 'value';
  /** Something that has to stand there does not, or is empty. */
  readonly missing?: boolean;
  /** Set when the position is known already. */
  readonly at?: Place;
  readonly what: string;
  readonly expected?: string | undefined;
  readonly next: string;
}

/** `flows[2].skips.happy`. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : [text, key].filter(Boolean).join('.')),
    '',
  );
}

/** The fault as a person reads it, at its position in the text. */
export function located(fault: Fault, code: ProblemCode, place: (path: DocumentPath, on?: 'key' | 'value') => Place) {
  const { what, expected, next } = fault;
  const at = fault.at ?? place(fault.path, fault.on);
  return { code, what, at, ...(expected ? { expected } : {}), next } satisfies ProblemDetails;
}
