/**
 * Characters that can make one text read as another: C0/C1 controls, invisible formatting, bidirectional overrides
 * and isolates (Unicode TR9, "Trojan Source"), line separators and lone surrogates.
 */
const DECEPTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are exactly what is looked for
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|\p{Surrogate}/gu;

/** Foreign text as one visible line: deceptive characters are spelled out (`[U+202E]`), white space is a space. */
export function visible(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(DECEPTIVE, spelled);
}

function spelled(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text for HTML or XML, as text or inside a quoted attribute. */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
