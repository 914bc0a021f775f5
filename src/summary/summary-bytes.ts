import canonicalize from 'canonicalize';
import { type Summary, summary } from './summary.ts';

/**
 * The bytes of `data/summary.json`: RFC 8785, UTF-8, no line break at the end. Parsed strictly before, because
 * `canonicalize` takes `undefined` and functions without a word; throws a `ZodError` on a summary that is none.
 */
export function summaryBytes(value: Summary): Uint8Array {
  return new TextEncoder().encode(canonicalize(summary.parse(value)));
}
