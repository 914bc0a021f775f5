import { Problem } from '../problem.ts';
import { type Content, readContent } from '../run/content.ts';
import { type ResolvedOptions, resolveOptions } from '../run/options.ts';

/** Options of the project in the current folder, from defaults and environment. */
export function projectOptions(overrides: { matrix?: string } = {}): ResolvedOptions {
  return resolveOptions(overrides, undefined, process.env);
}

/** Reads matrix and contracts; throws the `Problem` of whatever is wrong with them. A matrix has to be there. */
export function readProject(options: ResolvedOptions): Content & { readonly matrix: NonNullable<Content['matrix']> } {
  const content = readContent(options);
  const { matrix } = content;
  if (matrix) return { ...content, matrix };
  throw new Problem({
    code: 'matrix-invalid',
    what: 'there is no flow coverage matrix',
    at: { file: options.matrix },
    expected: 'a YAML file with a row per flow',
    next: 'write one, or name it with --matrix',
  });
}
