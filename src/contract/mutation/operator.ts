import type { RealmDocument } from './document.ts';
import { type Place, places } from './places.ts';

/** One change of a realm export. `value` tells it from other changes at the same place, in words. */
export interface Mutation {
  readonly at: string;
  readonly value: string;
  readonly document: RealmDocument;
}

/** One kind of change. `about`: the fields of the export it changes, as patterns of `places`. */
export interface Operator {
  readonly id: string;
  readonly about: readonly string[];
  mutate(document: RealmDocument): Iterable<Mutation>;
}

/** Other values for one place, in words and as they stand in the export; `REMOVED` takes the place out. */
export type Others = (place: Place, document: RealmDocument) => readonly Other[];

export interface Other {
  readonly value: string;
  readonly becomes: unknown;
}

const REMOVED = Symbol('removed');

/** The place is taken out. */
export const removal: Other = { value: '(removed)', becomes: REMOVED };

/** Another value, said as it stands in the export. */
export function becoming(becomes: unknown): Other {
  return { value: typeof becomes === 'string' ? becomes : JSON.stringify(becomes), becomes };
}

/** An operator that gives each place of its patterns each of the other values. */
export function replacing(id: string, about: readonly string[], others: Others): Operator {
  return {
    id,
    about,
    *mutate(document) {
      for (const place of about.flatMap((pattern) => places(document, pattern)))
        for (const { value, becomes } of others(place, document))
          yield {
            at: place.at,
            value,
            document: becomes === REMOVED ? place.removed() : place.replaced(becomes),
          };
    },
  };
}

/** Several ways to change the same places, as one. */
export function anyOf(...ways: readonly Others[]): Others {
  return (place, document) => ways.flatMap((way) => way(place, document));
}

/** Takes out what is written. */
export const removing: Others = ({ value }) => (value === undefined ? [] : [removal]);

/** A switch the other way. `fallback`: what an import takes that does not find it. Texts stay texts, as in configs. */
export function flipping(fallback = false): Others {
  return ({ value }) => {
    const isOn = value === undefined ? fallback : String(value).toLowerCase() === 'true';
    return [becoming(typeof value === 'string' ? String(!isOn) : !isOn)];
  };
}

/** One less and one more, and what else is named. `fallback` as in `flipping`. Nothing below zero; texts stay texts. */
export function counting(fallback: number, ...more: readonly number[]): Others {
  return ({ value }) => {
    const number = value === undefined ? fallback : Number(value);
    if (!Number.isInteger(number)) return [];
    const others = [...new Set([number - 1, number + 1, ...more])].filter((other) => other >= 0 && other !== number);
    return others.map((other) => becoming(typeof value === 'string' ? String(other) : other));
  };
}

/** Each of the values that does not stand there. `fallback` as in `flipping`. */
export function choosing(values: readonly unknown[], fallback?: unknown): Others {
  return ({ value = fallback }) => values.filter((other) => other !== value).map(becoming);
}

/** How many values of one kind are tried at one place: a realm with a hundred roles is not tried with each. */
const MOST_NAMES = 4;

/** Each other name that the export knows for such a thing, four at most. */
export function naming(known: (document: RealmDocument) => readonly string[]): Others {
  return ({ value }, document) =>
    [...new Set(known(document))]
      .filter((name) => name !== value)
      .slice(0, MOST_NAMES)
      .map(becoming);
}

/** The list with one of the names added that it lacks, four at most. A list that is not written is begun. */
export function adding(known: (document: RealmDocument) => readonly unknown[]): Others {
  return ({ value }, document) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return known(document)
      .filter((one) => !list.includes(one))
      .slice(0, MOST_NAMES)
      .map((one) => ({ value: `+${labelOf(one)}`, becomes: [...list, one] }));
  };
}

function labelOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
