/**
 * A posted value that cannot be checked here: what it is, and why. Whether a server accepts it is not guessed: the
 * browser is told so on a page of its own. Quotes no value.
 */
export class NotJudged extends Error {
  readonly what: string;
  readonly reason: string;

  constructor(what: string, reason: string) {
    super(`${what}: ${reason}`);
    this.what = what;
    this.reason = reason;
  }
}
