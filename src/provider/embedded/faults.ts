/** Misbehaviour that no real provider gives on demand, by Keycloak's page id. For tests of what drives the pages. */
export interface Faults {
  /** Answers after three seconds. */
  readonly slow?: string;
  /** Shows the terms page instead. */
  readonly wrongPage?: string;
  /** Shows the page under a `data-page-id` that nobody knows. */
  readonly unknownPage?: string;
  /** The page never stops moving. */
  readonly neverSettles?: string;
}

export const SLOW_MS = 3_000;
export const WRONG_PAGE = 'terms';
export const UNKNOWN_PAGE = 'simulated-unknown-page';
