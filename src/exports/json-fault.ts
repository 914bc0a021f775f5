/**
 * Where a text stops being JSON: index of the first character that cannot be there; `undefined` when the text only ends too
 * early. `JSON.parse` names the place in some of its messages only, but a prefix up to the fault ends early and a longer one
 * is wrong: so it is searched for, with a few dozen attempts.
 */
export function jsonFault(text: string): number | undefined {
  if (!isWrong(text)) return undefined;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isWrong(text.slice(0, middle))) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** Messages of V8 about a text that ends too early, apart from those that name its end as the place. */
const ENDED = /end of JSON input|Unterminated string/;

function isWrong(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    return !ENDED.test(message) && (position === undefined || Number(position) < text.length);
  }
}
