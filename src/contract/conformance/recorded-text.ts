import { Problem } from '../../problem.ts';

/**
 * A recording as data. Throws a `trace-invalid` problem with the line for what is no JSON; the text is never repeated, for a
 * recording of a browser holds secrets.
 */
export function parseRecorded(text: string, file: string): unknown {
  const plain = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(plain);
  } catch (error) {
    const offset = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = offset === undefined ? undefined : plain.slice(0, Number(offset)).split('\n').length;
    throw new Problem({
      code: 'trace-invalid',
      what: plain.trim() === '' ? 'this file is empty' : 'this is not JSON',
      at: { file, ...(line !== undefined && { line }) },
      expected: RECORDED,
      next: 'record the pages again, or correct the file',
    });
  }
}

/** The shapes a recording may have. */
export const RECORDED =
  '{"version": 1, "pages": […]}, a list of page ids, a HAR, or the journeys of a flowproof packet (data/summary.json)';
