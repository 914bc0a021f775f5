import type { Scrub } from './text.ts';

/**
 * Cleans errors in place: every text in them, however deep (`message`, `stack`, `value`, `snippet`, `cause`, and what
 * matchers add). For a worker fixture over `testInfo.errors`, before Playwright writes `error-context.md` from them,
 * and for a reporter over `result.errors`.
 */
export function scrubErrors(errors: readonly object[], scrub: Scrub): void {
  const seen = new Set<object>();
  for (const error of errors) scrubFields(error, { scrub, seen });
}

interface Walk {
  readonly scrub: Scrub;
  readonly seen: Set<object>;
}

function scrubFields(target: object, walk: Walk): void {
  if (walk.seen.has(target)) return;
  walk.seen.add(target);
  for (const name of Reflect.ownKeys(target)) scrubField(target, name, walk);
}

function scrubField(target: object, name: string | symbol, walk: Walk): void {
  const field: unknown = Reflect.get(target, name);
  if (typeof field === 'string') {
    const clean = walk.scrub(field);
    if (clean !== field) Reflect.set(target, name, clean);
  } else if (typeof field === 'object' && field !== null && !ArrayBuffer.isView(field)) {
    scrubFields(field, walk);
  }
}
