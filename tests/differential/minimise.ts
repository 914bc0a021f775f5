/** Keys and indexes from the top of a JSON value. */
export type JsonPath = readonly (string | number)[];

export interface Minimising<T> {
  /** Whether a smaller value still shows what is looked for. */
  readonly shows: (candidate: T) => Promise<boolean>;
  /** Paths that have to stay, together with what leads to them. */
  readonly stays: (path: JsonPath) => boolean;
  /** Most questions to ask. */
  readonly budget: number;
}

/**
 * The smallest value that can be reached by leaving out one member or one list entry after the other, big ones first, as
 * long as the rest still shows what is looked for. Greedy: nothing that can be left out alone is left, budget permitting.
 */
export async function minimise<T extends object>(value: T, minimising: Minimising<T>): Promise<T> {
  let reached: Reached<T> = { value, left: minimising.budget };
  for (;;) {
    const next = await pass(reached, minimising);
    if (next.value === reached.value || next.left <= 0) return next.value;
    reached = next;
  }
}

interface Reached<T> {
  readonly value: T;
  /** Questions that may still be asked. */
  readonly left: number;
}

/** Tries every path once. */
async function pass<T extends object>(start: Reached<T>, { shows, stays }: Minimising<T>): Promise<Reached<T>> {
  let { value, left } = start;
  let paths = pathsOf(value).filter((path) => !stays(path));
  for (let path = paths[0]; path && left > 0; path = paths[0]) {
    const gone = path;
    const candidate = without(value, gone);
    const isEnough = await shows(candidate);
    if (isEnough) value = candidate;
    left -= 1;
    paths = isEnough ? paths.slice(1).flatMap((later) => shifted(later, gone)) : paths.slice(1);
  }
  return { value, left };
}

/** Every path, the shallow ones first: leaving out a list asks one question, leaving out its entries many. */
export function pathsOf(value: unknown): JsonPath[] {
  const found: JsonPath[] = [];
  let level: { path: JsonPath; value: unknown }[] = [{ path: [], value }];
  while (level.length > 0) {
    const next = level.flatMap(({ path, value: owner }) =>
      childrenOf(owner).map(([key, child]) => ({ path: [...path, key], value: child })),
    );
    found.push(...next.map(({ path }) => path));
    level = next;
  }
  return found;
}

function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((child, index) => [index, child]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A copy without what the path leads to. */
export function without<T extends object>(value: T, path: JsonPath): T {
  const copy = structuredClone(value);
  const last = path.at(-1);
  // Walks plain JSON by keys that were read from it.
  const owner = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy);
  if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, last ?? '');
  return copy;
}

/** A path as it reads once `gone` is left out: nothing if it led there, one index less behind it in a list. */
function shifted(path: JsonPath, gone: JsonPath): JsonPath[] {
  const last = gone.length - 1;
  const isBeside = gone.slice(0, last).every((key, index) => path[index] === key) && path.length > last;
  if (!isBeside) return [path];
  const [mine, its] = [path[last], gone[last]];
  if (mine === its) return [];
  const isBehind = typeof mine === 'number' && typeof its === 'number' && mine > its;
  return isBehind ? [[...path.slice(0, last), mine - 1, ...path.slice(last + 1)]] : [path];
}
