import type { TestRow } from '../../summary/summary.ts';
import { payloadPath } from '../packet-path.ts';

/** A picture that stands with its test, and what it shows. */
export interface OwnPicture {
  readonly path: string;
  readonly title: string;
}

interface Shown {
  /** Packet paths that the film strips show. */
  readonly inStrips: readonly string[];
  /** SHA-256 by packet path. */
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Pictures of a test that no film strip shows: those the test took itself, and those of a journey that was collapsed
 * into an equal one, unless they are the same bytes.
 */
export function ownPictures(test: TestRow, { inStrips, digests }: Shown): OwnPicture[] {
  const paths = new Set(inStrips);
  const bytes = new Set(inStrips.map((path) => digests.get(path)));
  const taken = titled(test).filter(({ path }) => !paths.has(path));
  const named = new Set(titled(test).map(({ path }) => path));
  const driven = untitled(test).filter(({ path }) => !named.has(path) && !bytes.has(digests.get(path)));
  return [...taken, ...driven];
}

function titled({ pictures }: TestRow): OwnPicture[] {
  return pictures.flatMap(({ path, title }) => (path ? [{ path: payloadPath(path), title }] : []));
}

function untitled({ journeys }: TestRow): OwnPicture[] {
  return journeys.flatMap(({ persona, observed }) =>
    observed.steps.flatMap(({ page, picture }) =>
      picture ? [{ path: payloadPath(picture), title: `${page}, ${persona}` }] : [],
    ),
  );
}
