import { z } from 'zod';
import { located } from '../../document/fault.ts';
import { schemaFaults } from '../../document/schema-faults.ts';
import { readYaml } from '../../document/yaml-source.ts';
import { Problem } from '../../problem.ts';
import { browserState } from '../../trace.ts';
import { pageNamed } from './page-named.ts';
import type { ReadingContext, Recording } from './recording.ts';
import type { Sighting } from './sighting.ts';

const pageId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a page id such as login-otp');

const recordedPage = z
  .strictObject({
    page: pageId.optional(),
    /** The value of the attribute on the page's `body`, as Keycloak wrote it. */
    data_page_id: pageId.optional(),
    state: browserState.optional(),
    message: z.string().nullable().optional(),
  })
  .refine(({ page, data_page_id, state }) => [page, data_page_id, state].some((known) => known !== undefined), {
    message: 'expected page, data_page_id or state',
  });

/** A recorded sequence of pages. `sight` is `every-page` unless pages that came back were left out. */
const pagesRecording = z.strictObject({
  version: z.literal(1),
  persona: z.string().optional(),
  sight: z.enum(['every-page', 'changes']).default('every-page'),
  pages: z.array(recordedPage).min(1),
});

/** Reads `{ version: 1, pages: [...] }`. Throws the located `trace-invalid` problems of what does not fit. */
export function readPages(value: unknown, { file }: ReadingContext, text: string): Recording[] {
  const parsed = pagesRecording.safeParse(value);
  if (!parsed.success) throw unfit(pagesRecording, value, { file, text });
  const { pages, persona, sight } = parsed.data;
  const sightings = pages.map(
    ({ page, data_page_id, ...seen }, index): Sighting => ({
      at: `pages[${index}]`,
      ...(page !== undefined && { page: pageNamed(page) }),
      ...(data_page_id !== undefined && { page: pageNamed(data_page_id) }),
      ...withoutUndefined(seen),
    }),
  );
  return [{ name: file, sightings, sight, begins: 'first-page', notes: [], ...(persona !== undefined && { persona }) }];
}

function withoutUndefined({ state, message }: Pick<z.infer<typeof recordedPage>, 'state' | 'message'>) {
  return { ...(state !== undefined && { state }), ...(message !== undefined && { message }) };
}

const pageList = z.array(pageId).min(1);

/** Reads a list of page ids. Another tool may have left out what came back. */
export function readPageList(value: unknown, { file }: ReadingContext, text: string): Recording[] {
  const parsed = pageList.safeParse(value);
  if (!parsed.success) throw unfit(pageList, value, { file, text });
  const sightings = parsed.data.map((page, index) => ({ at: `[${index}]`, page: pageNamed(page) }));
  return [{ name: file, sightings, sight: 'changes', begins: 'first-page', notes: [] }];
}

function unfit(schema: z.ZodType, value: unknown, { file, text }: { file: string; text: string }): Problem {
  // JSON is YAML: the YAML reader knows where each value stands.
  const { place } = readYaml(text, file);
  const [first, ...rest] = schemaFaults(schema, value).map((fault) => located(fault, 'trace-invalid', place));
  if (!first) throw new TypeError('a recording without faults parses');
  return new Problem(first, ...rest);
}
