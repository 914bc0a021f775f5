import { z } from 'zod';
import { type Reading, wanted } from './reading.ts';

const group = z.looseObject({ name: z.string(), path: z.string() });

/** A group as an export nests it. */
interface Nested {
  readonly path: string;
  readonly subGroups: Nested[];
}

/** The groups of these paths with their parents. One that is not there is what somebody wanted to know. */
export async function readGroupsOf(reading: Reading, paths: readonly string[]): Promise<readonly Nested[]> {
  const roots: Nested[] = [];
  for (const path of new Set(paths.flatMap(withParents))) {
    const thing = { what: `the group ${path}`, permission: 'view-users', shape: group };
    const found = await wanted(reading, `/group-by-path${path.split('/').map(encodeURIComponent).join('/')}`, thing);
    if (found) nest(roots, { ...found, subGroups: [] });
  }
  return roots;
}

/** `/a/b` is below `/a`. */
function withParents(path: string): string[] {
  const names = path.split('/').filter(Boolean);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

function nest(roots: Nested[], found: Nested): void {
  const above = found.path.slice(0, found.path.lastIndexOf('/'));
  const parent = [...every(roots)].find(({ path }) => path === above);
  (parent?.subGroups ?? roots).push(found);
}

function* every(groups: readonly Nested[]): Generator<Nested> {
  for (const each of groups) {
    yield each;
    yield* every(each.subGroups);
  }
}
