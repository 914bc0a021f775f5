import { closest, distance } from 'fastest-levenshtein';

const FARTHEST = 3;

/**
 * The known word that was probably meant: at most three edits away and less than half of the word wrong, upper and
 * lower case being alike. Undefined when nothing is near: a far-fetched suggestion is worse than none.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const folded = known.map((candidate) => candidate.toLowerCase());
  const wanted = word.toLowerCase();
  const found = closest(wanted, folded);
  const edits = distance(wanted, found);
  return edits <= FARTHEST && edits * 2 < wanted.length ? known[folded.indexOf(found)] : undefined;
}

/** `Did you mean "FLOW-AUTH-MFA-001"?`, or `otherwise` when nothing is near. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const meant = nearest(word, known);
  return meant === undefined ? otherwise : `Did you mean ${JSON.stringify(meant)}?`;
}
