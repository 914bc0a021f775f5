import { Problem } from '../../problem.ts';
import { readHar } from './har-recording.ts';
import { readJourney, readPacketJourneys } from './journey-recordings.ts';
import { readPageList, readPages } from './pages-recording.ts';
import { parseRecorded, RECORDED } from './recorded-text.ts';
import type { ReadingContext, Recording } from './recording.ts';

interface Format {
  readonly looksLike: (keys: ReadonlySet<string>, value: unknown) => boolean;
  readonly read: (value: unknown, context: ReadingContext, text: string) => Recording[];
}

/** The first whose shape fits reads. */
const FORMATS: readonly Format[] = [
  { looksLike: (_keys, value) => Array.isArray(value), read: readPageList },
  { looksLike: (keys) => keys.has('log'), read: readHar },
  { looksLike: (keys) => keys.has('observed'), read: readJourney },
  { looksLike: (keys) => keys.has('tests') && keys.has('verdict'), read: readPacketJourneys },
  { looksLike: (keys) => keys.has('pages'), read: readPages },
];

/** Reads what somebody recorded, whichever of the known shapes it has. Throws `trace-invalid` problems. */
export function readRecordings(text: string, context: ReadingContext): Recording[] {
  const value = parseRecorded(text, context.file);
  const keys = new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  const format = FORMATS.find(({ looksLike }) => looksLike(keys, value));
  if (format) return format.read(value, context, text);
  throw new Problem({
    code: 'trace-invalid',
    what: 'this is no recording of pages that is known',
    at: { file: context.file },
    expected: RECORDED,
    next: 'write the pages as {"version": 1, "pages": [{"page": "login"}, …]}',
  });
}
