/** Digits with the same text between each two of them: tiles of a code in JSON, in a snapshot, in markup. */
const SPREAD = /(?<!\d)\d([^\d]{1,80})\d(?:\1\d)+(?!\d)/g;
const DIGITS = /^\d{6,8}$/;

/** A run of digits that stand apart in a text, and where it does. */
export interface SpreadCode {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** Every run of as many spread digits as a one-time code has; longer runs are lists of numbers. */
export function spreadCodes(text: string): SpreadCode[] {
  return [...text.matchAll(SPREAD)].flatMap(({ 0: match, index }) => {
    const code = match.replace(/[^\d]/g, '');
    return DIGITS.test(code) ? [{ code, start: index, end: index + match.length }] : [];
  });
}
