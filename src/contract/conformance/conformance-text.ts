import type { Because } from '../../trace.ts';
import type { Allowed, Conformance } from './conform.ts';
import type { ConformedRecording } from './conform-contract.ts';

/** What is told of recordings: for each, who may have made it; `elsewhere`: on the contract's other realm. */
export interface ToldConformance {
  readonly contract: string;
  readonly realm: string;
  readonly recordings: readonly (ConformedRecording & {
    readonly conforms: readonly string[];
    readonly elsewhere?: { readonly realm: string; readonly conforms: readonly string[] };
  })[];
}

type Told = ToldConformance['recordings'][number];

/** The result for people: who it may have been, else how far it goes, what was allowed next, and which rule excluded what was seen. */
export function conformanceText({ contract, realm, recordings }: ToldConformance): string {
  const side = `${contract}, realm ${realm} the change`;
  return recordings.map((told) => [...headOf(told, side), ...bodyOf(told)].join('\n')).join('\n\n');
}

function headOf({ name, notes, conforms, personas }: Told, side: string): string[] {
  const verdict =
    conforms.length > 0 ? 'conforms' : personas.every(isUnknown) ? 'cannot be judged' : 'does not conform';
  return [`${name}: ${verdict} (${side})`, ...notes.map((note) => `  note: ${note}`)];
}

function isUnknown({ verdict }: Conformance): boolean {
  return verdict === 'unknown';
}

function bodyOf({ conforms, elsewhere, personas, shown_to }: Told): string[] {
  if (conforms.length > 0) return [`  it can be ${conforms.join(', ')}`, ...endingOf(personas, conforms)];
  const longest = Math.max(...personas.map(({ prefix }) => prefix));
  const nearest = personas.filter(({ prefix }) => prefix === longest);
  const hint = elsewhere
    ? [`  on the realm ${elsewhere.realm} the change it can be ${elsewhere.conforms.join(', ')}`]
    : [];
  return [
    ...hint,
    ...groupedByText(nearest, differing),
    ...shownText(shown_to),
    ...fartherText(personas.length - nearest.length),
  ];
}

/** A recording that ends before the login does says nothing against it; what would come is told. */
function endingOf(personas: readonly Conformance[], conforms: readonly string[]): string[] {
  const open = personas.filter(({ persona, ended }) => conforms.includes(persona) && !ended);
  if (open.length === 0) return [];
  return [
    '  the recording ends before the login does',
    ...groupedByText(open, ({ allowed }) => allowed.map(allowedText)),
  ];
}

/** Personas of whom the same is to be said stand in one paragraph. */
function groupedByText(personas: readonly Conformance[], linesOf: (one: Conformance) => string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const one of personas) {
    const text = linesOf(one)
      .map((line) => `    ${line}`)
      .join('\n');
    groups.set(text, [...(groups.get(text) ?? []), one.persona]);
  }
  return [...groups].flatMap(([text, names]) => [`  ${names.join(', ')}:`, text]);
}

function differing({ prefix, pages, excluded, allowed, unsupported }: Conformance): string[] {
  if (!excluded) return [];
  const { nearest } = excluded;
  return [
    `${prefix} of ${pages} pages conform; then ${excluded.at} shows ${excluded.seen}`,
    ...(unsupported === undefined ? [] : [`cannot be judged: ${unsupported}`]),
    ...allowed.map((each) => allowedText(each)),
    ...excluded.because.map((each) => `excluded by: ${becauseText(each)}`),
    `nearest: ${nearest.different}${nearest.because ? ` (${becauseText(nearest.because)})` : ''}`,
  ];
}

function allowedText({ page, state, message, inputs }: Allowed): string {
  const text = message ? ` ${JSON.stringify(message)}` : '';
  return `allowed: ${page}${text} [${state}] after ${inputs.join(', ')}`;
}

function becauseText({ execution, requirement, rule }: Because): string {
  return [execution, requirement, rule].filter(Boolean).join(', ');
}

function shownText(personas: readonly string[] | undefined): string[] {
  if (!personas) return [];
  return [`  the page is shown to ${personas.length > 0 ? personas.join(', ') : 'no persona of this contract'}`];
}

function fartherText(count: number): string[] {
  return count === 0 ? [] : [`  ${count} other persona${count > 1 ? 's leave' : ' leaves'} their machine earlier`];
}
