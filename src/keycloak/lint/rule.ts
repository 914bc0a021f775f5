import type { Finding, Severity } from '../../finding.ts';
import type { Sketch } from './sketch.ts';
import type { Subject } from './subject.ts';

/** What a rule is about: it breaks a login, it weakens one, or it surprises. */
export type LintClass = 'error' | 'security' | 'warning';

/** A login that is weaker than its author thinks stops a release like one that breaks. */
export const SEVERITIES: Readonly<Record<LintClass, Severity>> = {
  error: 'error',
  security: 'error',
  warning: 'warning',
};

/** A finding of the realm lint: `at` is a path in the export. */
export interface LintFinding extends Finding {
  readonly class: LintClass;
}

/** One place of one rule: a path in the export, and the effect there, for whom. */
export interface Found {
  readonly at: string;
  readonly message: string;
  /** A login is refused here as predicted, whatever the class of the rule: an error. */
  readonly breaks?: boolean;
}

/** A realm that triggers the rule, where and with which words, and its near twin that does not. */
export interface LintExample {
  readonly triggers: Sketch;
  readonly at: string;
  /** Part of the message. */
  readonly says: string;
  readonly breaks?: boolean;
  readonly twin: Sketch;
}

interface LintText {
  /** `L-01` to `L-44`. */
  readonly id: string;
  readonly class: LintClass;
  readonly title: string;
  /** What happens, and to whom. */
  readonly effect: string;
  readonly fix: string;
  /** Keycloak classes and tests, and public issues (of keycloak/keycloak unless another repository is named). */
  readonly evidence: readonly string[];
  /** First and last server line of the effect, as in `KNOWN_VERSIONS`; absent: all of them. */
  readonly since?: string;
  readonly until?: string;
}

/** A rule over exports. `looks_for` says in words what `detect` does. */
export interface SpokenRule extends LintText {
  readonly looks_for: string;
  readonly detect: (subject: Subject) => readonly Found[];
  readonly example: LintExample;
}

/** A known trap of which no export can tell: `silent` says why. */
export interface SilentRule extends LintText {
  readonly silent: string;
}

export type LintRule = SpokenRule | SilentRule;
