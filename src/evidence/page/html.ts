import { escapeMarkup } from '../visible.ts';

const MARKUP = Symbol('markup');

/** Markup that was written here, not read from data: only `html` and `trusted` make it. */
export interface Html {
  readonly [MARKUP]: string;
}

export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

/** Tagged template: what is interpolated is escaped, unless it is `Html` itself; arrays are joined, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const rest = parts.map((part, index) => markupOf(part) + (strings[index + 1] ?? ''));
  return trusted((strings[0] ?? '') + rest.join(''));
}

/** Markup as it stands. Never for text that came from a test, a realm or a contract. */
export function trusted(markup: string): Html {
  return { [MARKUP]: markup };
}

/** The characters to write. */
export function markupOf(part: HtmlPart): string {
  if (part === undefined) return '';
  if (typeof part !== 'object') return escapeMarkup(String(part));
  return MARKUP in part ? part[MARKUP] : part.map(markupOf).join('');
}
