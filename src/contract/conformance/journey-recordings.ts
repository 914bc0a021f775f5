import { z } from 'zod';
import { journeyRecord } from '../../journal.ts';
import { Problem } from '../../problem.ts';
import type { Step } from '../../trace.ts';
import { pageNamed } from './page-named.ts';
import type { ReadingContext, Recording } from './recording.ts';
import type { Sighting } from './sighting.ts';

const journey = journeyRecord.partial({ version: true });
type Journey = z.infer<typeof journey>;

const testTitle = z.looseObject({ title: z.string(), journeys: z.array(journey).default([]) });

/** What a packet says of its tests; everything else in it is not looked at. */
const packetSummary = z.looseObject({ tests: z.array(testTitle) });

/** Reads one journey record. */
export function readJourney(value: unknown, context: ReadingContext): Recording[] {
  return recordings([{ name: context.file, journey: parsed(journey, value, context) }], context);
}

/** Reads the journeys of a packet's `data/summary.json` that are about the contract. */
export function readPacketJourneys(value: unknown, context: ReadingContext): Recording[] {
  const { tests } = parsed(packetSummary, value, context);
  const all = tests.flatMap(({ title, journeys }) => journeys.map((each) => ({ name: title, journey: each })));
  return recordings(all, context);
}

interface Named {
  readonly name: string;
  readonly journey: Journey;
}

function recordings(named: readonly Named[], { contract, file }: ReadingContext): Recording[] {
  const own = named.filter(({ journey: { contract: id, observed } }) => id === contract && observed.steps.length > 0);
  if (own.length > 0) return own.map(recordingOf);
  throw new Problem({
    code: 'trace-invalid',
    what: `no journey of the contract ${contract} is recorded here`,
    at: { file },
    expected: 'journeys with observed pages',
    next: 'name the contract of the recorded journeys, or another recording',
  });
}

function recordingOf({ name, journey: { persona, observed } }: Named): Recording {
  const sightings = observed.steps.map(sightingOf);
  const end = sightings.findIndex(({ page }) => page === 'callback' || page === 'callback-error');
  return {
    name: `${persona}: ${name}`,
    sightings: end < 0 ? sightings : sightings.slice(0, end + 1),
    sight: 'every-page',
    begins: 'first-page',
    persona,
    notes: [],
  };
}

/** The browser state is derived from page and text, so it says nothing more. */
function sightingOf({ page, message }: Step, index: number): Sighting {
  return { at: `observed.steps[${index}]`, page: pageNamed(page), ...(message !== undefined && { message }) };
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, { file }: ReadingContext): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Problem({
    code: 'trace-invalid',
    what: `this journey cannot be read: ${first?.message}`,
    at: { file, path: first?.path.map(String).join('.') ?? '' },
    expected: 'a journey as flowproof wrote it',
    next: 'take data/summary.json of a packet of this version',
  });
}
