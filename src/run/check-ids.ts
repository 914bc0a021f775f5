import { didYouMean } from '../document/nearest.ts';
import { ANNOTATION, SUBPATHS } from '../flow-id.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { Problem, type ProblemDetails } from '../problem.ts';

interface Annotation {
  readonly type: string;
  readonly description?: string | undefined;
}

/**
 * Holds the ids a test declares against the matrix. A test that declares none passes; without a matrix only the
 * subpath can be checked. Throws `flow-unknown` with the nearest known id.
 */
export function checkIds(annotations: readonly Annotation[], matrix: Matrix | undefined): void {
  const known: Readonly<Record<string, readonly string[] | undefined>> = {
    [ANNOTATION.flow_id]: matrix?.flows.map(({ flow_id }) => flow_id),
    [ANNOTATION.matrix_id]: matrix?.flows.flatMap(({ matrix_ids }) => matrix_ids),
    [ANNOTATION.subpath]: SUBPATHS,
  };
  const [first, ...rest] = annotations.flatMap(({ type, description = '' }) => {
    const ids = Object.hasOwn(known, type) ? known[type] : undefined;
    return ids === undefined || ids.includes(description) ? [] : [unknownId(type, description, ids)];
  });
  if (first) throw new Problem(first, ...rest);
}

function unknownId(type: string, id: string, known: readonly string[]): ProblemDetails {
  return {
    code: 'flow-unknown',
    what: `this test names the ${type} "${id}", which does not exist`,
    expected: type === ANNOTATION.subpath ? SUBPATHS.join(', ') : 'an id of the flow coverage matrix',
    next: didYouMean(id, known, 'Correct the id in flow(…), or add the row to the matrix.'),
  };
}
