import type { Sighting } from './sighting.ts';

/**
 * The pages of one sign-in as somebody recorded them, without what was done on them. `sight`: every page that was shown, or
 * `changes` only, where a page that came back was left out. `begins`: `anywhere` when the first page may be missing.
 */
export interface Recording {
  readonly name: string;
  readonly sightings: readonly Sighting[];
  readonly sight: 'every-page' | 'changes';
  readonly begins: 'first-page' | 'anywhere';
  /** Id of the persona, where the recording says it. */
  readonly persona?: string;
  /** What the recording does not show, or shows of another sign-in than the contract's. */
  readonly notes: readonly string[];
}

/** What a reader may need to know of the contract. */
export interface ReadingContext {
  /** Named in problems. */
  readonly file: string;
  readonly contract: string;
  readonly client: string;
  readonly redirect_uri: string;
  readonly realm: string;
}
