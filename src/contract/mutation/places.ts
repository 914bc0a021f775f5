import { isRecord, type RealmDocument } from './document.ts';

/** One place of a realm export that a pattern leads to. `value` is `undefined` where the member is not written. */
export interface Place {
  /** Path in the export; elements of lists are named by what they are called: `clients[portal].enabled`. */
  readonly at: string;
  readonly value: unknown;
  /** What the place is called within its owner. */
  readonly name: string;
  /** The owner of the member, or the list that holds the element. */
  readonly owner: unknown;
  replaced(value: unknown): RealmDocument;
  removed(): RealmDocument;
}

/** A step of a pattern that leads to every element of a list, or to every member of an object. */
export const EACH = '*';

/**
 * Every place that a pattern such as `clients.*.enabled` leads to. A last step that names a member leads there also when it
 * is not written; whatever stands before must be there.
 */
export function places(document: RealmDocument, pattern: string): Place[] {
  return pattern
    .split('.')
    .reduce<Place[]>(
      (found, step) => found.flatMap((place) => below(place, step)),
      [{ at: '', name: '', value: document, owner: undefined, replaced: asDocument, removed: () => ({}) }],
    );
}

function asDocument(value: unknown): RealmDocument {
  return isRecord(value) ? value : {};
}

function below(place: Place, step: string): Place[] {
  const { value } = place;
  if (Array.isArray(value)) return step === EACH ? elementsOf(place, value) : [];
  if (!isRecord(value)) return [];
  return (step === EACH ? Object.keys(value) : [step]).map((key) => memberOf(place, value, key));
}

function memberOf(place: Place, owner: Readonly<Record<string, unknown>>, key: string): Place {
  const { [key]: value, ...others } = owner;
  return {
    at: place.at === '' ? key : `${place.at}.${key}`,
    name: key,
    value,
    owner,
    replaced: (next) => place.replaced({ ...owner, [key]: next }),
    removed: () => place.replaced(others),
  };
}

function elementsOf(place: Place, owner: readonly unknown[]): Place[] {
  const names = owner.map(calledIn);
  return owner.map((value, index) => {
    const name = numbered(names, index);
    return {
      at: `${place.at}[${name}]`,
      name,
      value,
      owner,
      replaced: (next) => place.replaced(owner.with(index, next)),
      removed: () => place.replaced(owner.toSpliced(index, 1)),
    };
  });
}

/** Members by which an element of a list is told from the others, the first one that is there. */
const CALLED = ['alias', 'clientId', 'username', 'name', 'flowAlias', 'authenticator', 'type', 'identityProvider'];

function calledIn(element: unknown, index: number): string {
  if (typeof element === 'string') return element;
  if (!isRecord(element)) return String(index);
  const name = CALLED.map((key) => element[key]).find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : String(index);
}

/** A name that stands several times in one list is numbered from its second time on. */
function numbered(names: readonly string[], index: number): string {
  const name = names[index] ?? '';
  const count = names.slice(0, index).filter((other) => other === name).length + 1;
  return count === 1 ? name : `${name}~${count}`;
}
