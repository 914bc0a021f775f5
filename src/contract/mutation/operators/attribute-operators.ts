import { isRecord } from '../document.ts';
import {
  anyOf,
  becoming,
  counting,
  flipping,
  type Operator,
  type Other,
  type Others,
  removing,
  replacing,
} from '../operator.ts';
import { isFlag, isNumber, isText, shorter, where } from './config-operators.ts';

/** Attributes of clients, client scopes and realms that a browser login reads, and a value that makes a difference where it is missing. */
const READ: ReadonlyMap<string, string> = new Map([
  ['acr.loa.map', '{"other":1}'],
  ['default.acr.values', '2'],
  ['minimum.acr.value', '2'],
  ['pkce.code.challenge.method', 'plain'],
  ['require.pushed.authorization.requests', 'true'],
  ['request.object.required', 'request or request_uri'],
  ['display.on.consent.screen', 'false'],
  ['consent.screen.text', 'Other'],
]);

/** Operators on the attributes at one place: changed, removed, added; and the map of levels entry by entry. `id` names whose. */
export function attributeOperators(id: string, at: string): Operator[] {
  const entry = [`${at}.*`];
  return [
    replacing(`${id}.attribute`, entry, ofRead(anyOf(CHANGED, removing))),
    replacing(`${id}.attribute-added`, [at], ({ value }) => added(isRecord(value) ? value : {})),
    replacing(`${id}.acr-map`, entry, otherMaps),
  ];
}

const CHANGED = anyOf(
  where(isFlag, flipping()),
  where(isNumber, counting(0)),
  where(isText, ({ value }) => [becoming(`${value}-other`)]),
  ({ value }) => shorter(value),
);

function ofRead(others: Others): Others {
  return (place, document) => (READ.has(place.name) ? others(place, document) : []);
}

function added(attributes: Readonly<Record<string, unknown>>): Other[] {
  return [...READ]
    .filter(([key]) => !Object.hasOwn(attributes, key))
    .map(([key, value]) => ({ value: `+${key}`, becomes: { ...attributes, [key]: value } }));
}

/** Each level one lower and one higher, each value left out. */
function otherMaps({ name, value }: Parameters<Others>[0]): Other[] {
  const map = name === 'acr.loa.map' ? parsed(value) : undefined;
  if (!isRecord(map)) return [];
  return Object.keys(map).flatMap((acr) => {
    const { [acr]: level, ...without } = map;
    const levels = [Number(level) - 1, Number(level) + 1].map((other) => ({ ...map, [acr]: other }));
    return [...levels, without].map((other) => becoming(JSON.stringify(other)));
  });
}

export function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}
