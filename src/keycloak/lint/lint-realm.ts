import type { DocumentNode } from '../read/document-node.ts';
import { readRealm } from '../read-realm.ts';
import { KNOWN_VERSIONS, type KnownVersion } from '../version.ts';
import { type LintFinding, SEVERITIES, type SpokenRule } from './rule.ts';
import { isSpoken, LINT_RULES } from './rules.ts';
import { type Subject, subjectOf } from './subject.ts';

/** What to lint: the parsed realm document, the server it is for, and its file as named in problems. */
export interface LintInput {
  readonly document: unknown;
  readonly version: string;
  readonly file?: string;
}

/**
 * Everything the rules find in a realm export, by rule, without duplicates. Only flows that a login runs through are looked at: the
 * browser flow of the realm and those of its clients. Throws the located problems of `readRealm`, and nothing for a realm that parses.
 */
export function lintRealm({ document, version, file }: LintInput): LintFinding[] {
  const realm = readRealm(document, { version, ...(file === undefined ? {} : { file }) });
  const [only] = Array.isArray(document) ? document : [document];
  const root: DocumentNode = { value: only, path: '', file };
  const subject = subjectOf(realm, root);
  const rules = [...LINT_RULES.values()].filter(isSpoken).filter((rule) => holdsFor(rule, realm.version));
  return unique(rules.flatMap((rule) => findingsOf(rule, subject)));
}

function holdsFor({ since, until }: SpokenRule, { line }: KnownVersion): boolean {
  const at = KNOWN_VERSIONS.indexOf(line);
  const from = since === undefined ? 0 : KNOWN_VERSIONS.indexOf(since);
  return at >= from && (until === undefined || at <= KNOWN_VERSIONS.indexOf(until));
}

function findingsOf(rule: SpokenRule, subject: Subject): LintFinding[] {
  const prefix = rule.class === 'security' ? 'Security: ' : '';
  return rule.detect(subject).map(({ at, message, breaks }) => ({
    rule: rule.id,
    severity: breaks ? 'error' : SEVERITIES[rule.class],
    class: rule.class,
    at,
    message: `${prefix}${message}`,
    help: rule.fix,
  }));
}

/** A level that two flows share is looked at twice: at a row the first word stands. */
function unique(findings: readonly LintFinding[]): LintFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, at, message }) => {
    const key = JSON.stringify(at.startsWith('authenticationFlows') ? [rule, at] : [rule, at, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
