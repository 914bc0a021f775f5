import type { Summary, TestRow } from '../../summary/summary.ts';
import { payloadPath } from '../packet-path.ts';
import { sha256Of } from '../picture-files.ts';
import type { RunRecord } from '../run-record.ts';
import { type OwnPicture, ownPictures } from './own-pictures.ts';
import { pictureShelf, type Shelf } from './shelf.ts';
import { type PersonaStrips, personaStrips } from './strips.ts';

/** What a page is made of. `pictures` is by packet path; `documents` are packet paths below `data/flows/`. */
export interface PageInput {
  readonly summary: Summary;
  readonly run: RunRecord;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly documents: readonly string[];
}

/** The facts in the shape the sections need; still no markup. Tests, their anchors and pictures are by test id. */
export interface PageModel extends PageInput {
  readonly personas: readonly PersonaStrips[];
  readonly shelf: Shelf;
  readonly tests: ReadonlyMap<string, TestRow>;
  readonly anchors: ReadonlyMap<string, string>;
  /** Pictures of each test that no film strip shows. */
  readonly own: ReadonlyMap<string, readonly OwnPicture[]>;
}

/** Derives what all sections share; pure. */
export function pageModel(input: PageInput): PageModel {
  const { summary, pictures } = input;
  const personas = personaStrips(summary);
  const inStrips = stripPictures(personas);
  const digests = new Map([...pictures].map(([path, bytes]) => [path, sha256Of(bytes)]));
  const own = new Map(summary.tests.map((test) => [test.id, ownPictures(test, { inStrips, digests })]));
  const uses = [...inStrips, ...[...own.values()].flatMap((list) => list.map(({ path }) => path))];
  return {
    ...input,
    personas,
    own,
    shelf: pictureShelf(pictures, uses),
    tests: new Map(summary.tests.map((test) => [test.id, test])),
    anchors: new Map(summary.tests.map((test, index) => [test.id, `test-${index + 1}`])),
  };
}

function stripPictures(personas: readonly PersonaStrips[]): string[] {
  const journeys = personas.flatMap(({ strips }) => strips.map(({ journey }) => journey));
  return journeys.flatMap(({ observed }) => observed.steps.flatMap(({ picture }) => picture ?? [])).map(payloadPath);
}

/** Anchor of the evidence of one flow x subpath cell; `all` is the flow itself. */
export function cellAnchor(flowId: string, subpath: string): string {
  return `evidence-${flowId}-${subpath}`;
}
