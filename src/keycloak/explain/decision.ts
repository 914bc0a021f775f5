/** What became of one row of a flow, or of one action after it, at the moment that is looked at. */
export type Verdict =
  | 'asked'
  | 'inside'
  | 'done'
  | 'set-up'
  | 'passed-over'
  | 'failed'
  | 'left'
  | 'true'
  | 'false'
  | 'not-evaluated'
  | 'skipped'
  | 'silenced'
  | 'disabled'
  | 'not-needed'
  | 'offered'
  | 'not-offered'
  | 'waits';

/** One row of the explanation. `why` is a sentence, or several. */
export interface Decision {
  /** Id of the execution, or alias of the required action. */
  readonly execution: string;
  /** Provider id of the step, alias of the subflow or of the required action. */
  readonly name: string;
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly why: readonly string[];
  readonly rows: readonly Decision[];
}
