import type { Finding } from '../finding.ts';
import { checkLinks, type DeclaredTest } from './check-links.ts';
import { checkRows } from './check-rows.ts';
import type { Matrix } from './matrix.ts';

/** What the check may know: the day (`YYYY-MM-DD`), and the declared tests when there are any to hold against the rows. */
export interface CheckContext {
  readonly today: string;
  readonly tests?: readonly DeclaredTest[];
}

/** All findings over a matrix: each row by itself and, given the declared tests, every link that is not in order. */
export function checkMatrix(matrix: Matrix, { today, tests }: CheckContext): Finding[] {
  return [...checkRows(matrix, today), ...(tests ? checkLinks(matrix, tests) : [])];
}
