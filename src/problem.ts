/** Closed union of misuse codes: what a caller can branch on. Disagreement between expectation and fact is a finding, not a problem. */
export type ProblemCode =
  | 'bad-option'
  | 'browser-missing'
  | 'change-inapplicable'
  | 'contract-invalid'
  | 'flow-unknown'
  | 'journey-stopped'
  | 'keycloak-failed'
  | 'matrix-invalid'
  | 'output-unwritable'
  | 'page-unsettled'
  | 'persona-unknown'
  | 'port-in-use'
  | 'provider-unreachable'
  | 'realm-invalid'
  | 'realm-unsupported'
  | 'runtime-missing'
  | 'secret-weak'
  | 'trace-invalid'
  | 'unsafe-capture';

/** Where a problem stands: a file position (1-based), a path inside the document, or both. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/** One message a person can act on: what was found, where, what is accepted, what to do next. */
export interface ProblemDetails {
  readonly code: ProblemCode;
  readonly what: string;
  readonly at?: Place;
  readonly expected?: string;
  readonly next: string;
}

/** The only error class: misuse or unusable input. The CLI turns it into exit code 2. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: readonly ProblemDetails[];

  constructor(...details: readonly [ProblemDetails, ...ProblemDetails[]]) {
    super(details.map(sentence).join('\n'));
    this.code = details[0].code;
    this.details = details;
  }
}

/** `file:line:column path`, leaving out what is not known. */
export function placeText(at: Place): string {
  const position = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
  return [position, at.path].filter(Boolean).join(' ');
}

function sentence({ what, at, expected, next }: ProblemDetails): string {
  const lines = [at ? `${placeText(at)}: ${what}` : what, expected && `  expected: ${expected}`, `  next: ${next}`];
  return lines.filter(Boolean).join('\n');
}
