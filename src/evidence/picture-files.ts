import { createHash } from 'node:crypto';
import { Problem } from '../problem.ts';
import type { Summary, TestRow } from '../summary/summary.ts';
import { payloadPath } from './packet-path.ts';

/** Bytes by path as the summary names them: below `data/`, with or without that prefix. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>;

interface Listed {
  readonly path: string;
  readonly sha256: string | undefined;
}

/**
 * The pictures that the summary lists, by packet path. What it does not list is left out: nothing enters a packet
 * unnamed. A listed picture that is missing, or whose digest is another, is a `Problem`.
 */
export function pictureFiles(summary: Summary, pictures: PictureBytes): Map<string, Uint8Array> {
  const given = new Map([...pictures].map(([path, bytes]) => [payloadPath(path), bytes]));
  return new Map(summary.tests.flatMap(listedPictures).map((listed) => [listed.path, checked(listed, given)]));
}

/** Every picture a test refers to, its own and those of its journeys. */
export function listedPictures(test: TestRow): Listed[] {
  const own = test.pictures.flatMap(({ path, sha256 }) => (path ? [{ path: payloadPath(path), sha256 }] : []));
  const steps = test.journeys.flatMap((journey) => journey.observed.steps);
  const seen = steps.flatMap(({ picture }) => (picture ? [{ path: payloadPath(picture), sha256: undefined }] : []));
  return [...own, ...seen];
}

function checked({ path, sha256 }: Listed, given: PictureBytes): Uint8Array {
  const bytes = given.get(path);
  if (!bytes) throw unfit(path, 'is listed in the summary, but was not handed over');
  if (sha256 && sha256 !== sha256Of(bytes)) throw unfit(path, 'is not the picture whose digest the summary lists');
  return bytes;
}

/** Lower-case hexadecimal SHA-256. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unfit(path: string, what: string): Problem {
  return new Problem({
    code: 'output-unwritable',
    what: `${path} ${what}`,
    expected: 'every picture of the summary, byte for byte',
    next: 'Run the tests again; if this stays, report it with the name of the test.',
  });
}
