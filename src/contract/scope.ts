/** Whom a line of a contract is about: `personas` (all unless named) without `except`. */
export interface Scope {
  readonly personas?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/** Whether a persona, by its id, is one of them. */
export function isInScope({ personas, except = [] }: Scope, id: string): boolean {
  return (personas?.includes(id) ?? true) && !except.includes(id);
}
