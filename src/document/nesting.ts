import { Lexer } from 'yaml';

/** Deeper than any document of ours by far; the parser calls itself once for each level, and a stack has an end. */
const DEEPEST = 100;
/** Control characters that the lexer puts between the parts of the text; they stand for no character of it. */
const MARKS: readonly string[] = ['\u0002', '\u0018', '\u001f'];
const BEFORE_CONTENT = /^(?: +|[-?])$/;

/** Offset at which a YAML text is nested too deep to be parsed; undefined when it is not. Looks at words, not at trees. */
export function tooDeep(text: string): number | undefined {
  let offset = 0;
  let open = 0;
  let indent: number | undefined = 0;
  for (const word of new Lexer().lex(text)) {
    if (MARKS.includes(word)) continue;
    open += brackets(word);
    indent = indentAfter(word, indent);
    // An entry of a list takes two columns: the dash and a blank.
    if (open > DEEPEST || (indent ?? 0) > 2 * DEEPEST) return offset + word.length - 1;
    offset += word.length;
  }
  return undefined;
}

function brackets(word: string): number {
  if (word === '[' || word === '{') return 1;
  return word === ']' || word === '}' ? -1 : 0;
}

/** Columns before the content of a line, as far as it has been read; undefined behind its first content. */
function indentAfter(word: string, indent: number | undefined): number | undefined {
  if (word.endsWith('\n')) return 0;
  return indent !== undefined && BEFORE_CONTENT.test(word) ? indent + word.length : undefined;
}
