export type Severity = 'error' | 'warning' | 'info';

/** The only currency of disagreement. `at` names the place (a row, a page, a file), `help` the one next action. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: string;
  readonly message: string;
  readonly help: string;
}
