import type { Finding } from '../../finding.ts';
import type { Walk } from '../walk.ts';

/** What the review says about one place. `at` is a position in the contract, or a path in the realm export. */
export interface Reason extends Finding {
  readonly persona?: string;
  /** A shortest way that shows it. */
  readonly walk?: Walk;
  /** A machine was cut: a higher limit may decide it. */
  readonly cut?: true;
  /** It was so before the change. */
  readonly existing?: boolean;
}

/** A finding that somebody answers for. */
export interface Accepted {
  readonly finding: Reason;
  readonly owner: string;
  readonly reason: string;
}
