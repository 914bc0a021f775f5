import { located } from '../document/fault.ts';
import { schemaFaults } from '../document/schema-faults.ts';
import { readYaml } from '../document/yaml-source.ts';
import { Problem, type ProblemDetails } from '../problem.ts';
import { type Matrix, matrix } from './matrix.ts';
import { rowFaults } from './row-faults.ts';

/**
 * Reads `flows/matrix.yaml`. `file` is only named in errors. Everything wrong with the text comes in one `Problem`
 * (`matrix-invalid`), in the order of the text; what is wrong behind an alias is told once, where it is written.
 */
export function parseMatrix(text: string, file: string): Matrix {
  const source = readYaml(text, file);
  const inside = source.readable ? [...schemaFaults(matrix, source.value), ...rowFaults(source.value)] : [];
  const faults = [...source.faults, ...inside].map((fault) => located(fault, 'matrix-invalid', source.place));
  const [first, ...rest] = inOrder(faults);
  if (first) throw new Problem(first, ...rest);
  return matrix.parse(source.value);
}

type Located = ReturnType<typeof located>;

function inOrder(faults: readonly Located[]): ProblemDetails[] {
  const byPlace = new Map(
    faults.toReversed().map((fault) => [`${fault.at.line}:${fault.at.column} ${fault.what}`, fault]),
  );
  return [...byPlace.values()].sort(
    (a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0),
  );
}
