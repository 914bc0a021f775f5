import type { Summary, TestJourney, TestRow } from '../../summary/summary.ts';
import type { Step } from '../../trace.ts';
import { sortedBy } from '../arrange.ts';
import { canonicalJson } from '../canonical-json.ts';

type RowName = 'promised' | 'predicted' | 'observed';
type Row = Readonly<Record<RowName, { readonly state?: string } | undefined>>;

/** One step of the three rows, side by side. A row that ended earlier has nothing there. */
export interface Column {
  readonly number: number;
  readonly promised: TestJourney['promised'][number] | undefined;
  readonly predicted: Step | undefined;
  readonly observed: Step | undefined;
  readonly differs: boolean;
  /** In the first column that differs: the rows that stand alone. */
  readonly odd: readonly RowName[];
}

/** A journey and every test that drove exactly this one. */
export interface Strip {
  readonly anchor: string;
  readonly journey: TestJourney;
  readonly tests: readonly TestRow[];
  readonly columns: readonly Column[];
}

export interface PersonaStrips {
  readonly persona: string;
  readonly differing: number;
  readonly strips: readonly Strip[];
}

type Driven = Pick<Strip, 'journey' | 'tests'>;

/** Film strips by persona: those that differ first, equal journeys of a persona collapsed into one. */
export function personaStrips(summary: Summary): PersonaStrips[] {
  const driven = summary.tests.flatMap((test) => test.journeys.map((journey) => ({ journey, tests: [test] })));
  const strips = sortedBy(collapsed(driven), stripKeys).map(withColumns);
  const personas = [...new Set(strips.map((strip) => strip.journey.persona))];
  return personas.map((persona) => personaOf(persona, strips));
}

function personaOf(persona: string, all: readonly Strip[]): PersonaStrips {
  const strips = all.filter((strip) => strip.journey.persona === persona);
  return { persona, strips, differing: strips.filter(({ journey }) => journey.first_difference >= 0).length };
}

function stripKeys({ journey }: Driven): readonly (number | string)[] {
  return [journey.first_difference < 0 ? 1 : 0, journey.persona, journey.contract, journey.journey, journey.lane];
}

function collapsed(driven: readonly Driven[]): Driven[] {
  const kinds = new Map<string, Driven[]>();
  for (const one of driven) kinds.set(kindOf(one.journey), [...(kinds.get(kindOf(one.journey)) ?? []), one]);
  return [...kinds.values()].map(merged);
}

function merged(same: readonly Driven[]): Driven {
  const [best] = sortedBy(same, ({ journey }) => [-journey.observed.steps.filter((step) => step.picture).length]);
  if (!best) throw new TypeError('a kind of journey has at least one journey');
  return { journey: best.journey, tests: [...new Set(same.flatMap(({ tests }) => tests))] };
}

function kindOf(journey: TestJourney): string {
  const observed = { ...journey.observed, steps: journey.observed.steps.map(({ picture: _, ...step }) => step) };
  return canonicalJson({ ...journey, observed });
}

function withColumns({ journey, tests }: Driven, index: number): Strip {
  const { promised, predicted, observed, first_difference } = journey;
  const length = Math.max(promised.length, predicted.steps.length, observed.steps.length, first_difference + 1);
  const columns = Array.from({ length }, (_, at) => {
    const row = { promised: promised[at], predicted: predicted.steps[at], observed: observed.steps[at] };
    const differs = at === first_difference;
    return { number: at + 1, ...row, differs, odd: differs ? oddRows(row) : [] };
  });
  return { anchor: `strip-${index + 1}`, journey, tests, columns };
}

/** Rows whose state no other row shares; when the states agree, it is the page that was seen. */
function oddRows(row: Row): RowName[] {
  const names: readonly RowName[] = ['promised', 'predicted', 'observed'];
  const alone = names.filter((name) => names.filter((other) => row[other]?.state === row[name]?.state).length === 1);
  return alone.length === 0 ? ['observed'] : alone;
}
