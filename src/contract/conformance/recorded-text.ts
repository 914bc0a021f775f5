import { readYaml } from '../../document/yaml-source.ts';
import { type Place, Problem } from '../../problem.ts';

/**
 * A recording as data. Throws a `trace-invalid` problem with the line for what is no JSON; the text is never repeated, for a
 * recording of a browser holds secrets.
 */
export function parseRecorded(text: string, file: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(plain);
  } catch {
    throw new Problem({
      code: 'trace-invalid',
      what: plain.trim() === '' ? 'this file is empty' : 'this is not JSON',
      at: faultAt(plain, file),
      expected: RECORDED,
      next: 'record the pages again, or correct the file',
    });
  }
}

/** Where reading it takes too long, the file is named alone. */
const LARGE = 1_000_000;

/** JSON is YAML, and the YAML reader says where a text breaks without repeating it. */
function faultAt(text: string, file: string): Place {
  const { line } = (text.length < LARGE && readYaml(text, file).faults[0]?.at) || {};
  return { file, ...(line !== undefined && { line }) };
}

/** The shapes a recording may have. */
export const RECORDED =
  '{"version": 1, "pages": […]}, a list of page ids, a HAR, or the journeys of a flowproof packet (data/summary.json)';
