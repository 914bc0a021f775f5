import { Problem } from '../problem.ts';
import { jsonFault } from './json-fault.ts';
import { readSpans, readText } from './read-bytes.ts';
import type { Span } from './users-scan.ts';

/** A file, or stretches of it put together, to be parsed as one JSON text between `before` and `after`. */
export interface Stretch {
  readonly file: string;
  readonly spans?: readonly Span[];
  readonly before?: string;
  readonly after?: string;
}

/** The value of the text. Throws a `realm-invalid` problem, with line and column where they are known, for what is not JSON. */
export function parseStretch(stretch: Stretch): unknown {
  const { file, spans, before = '', after = '' } = stretch;
  const read = withoutMark(spans ? readSpans(file, spans).toString('utf8') : readText(file));
  const text = before || after ? `${before}${read}${after}` : read;
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(stretch, text);
  }
}

/** A byte order mark is no JSON, but editors leave one. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function notJson(stretch: Stretch, text: string): Problem {
  const fault = jsonFault(text);
  if (fault === undefined) return endsEarly(stretch.file);
  return new Problem({
    code: 'realm-invalid',
    what: 'this is not JSON',
    at: { file: stretch.file, ...placeIn(stretch, text, fault) },
    expected: 'a realm export as the server writes it',
    next: 'export the realm again, or correct the file there',
  });
}

/** The problem of a file that was cut off. */
export function endsEarly(file: string): Problem {
  return new Problem({
    code: 'realm-invalid',
    what: 'the file ends before its JSON document does',
    at: { file },
    expected: 'a whole realm export',
    next: 'copy the file again, or export the realm again',
  });
}

/** Line and column of a position in the text. A text put together of several stretches has no lines of the file. */
function placeIn({ file, spans, before = '' }: Stretch, text: string, position: number): object {
  const [only, another] = spans ?? [{ start: 0, end: 0 }];
  if (!only || another) return {};
  const above = only.start === 0 ? '' : readSpans(file, [{ start: 0, end: only.start }]).toString('latin1');
  const lines = `${above.slice(above.lastIndexOf('\n') + 1)}${text.slice(before.length, position)}`.split('\n');
  return { line: countLines(above) + lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
