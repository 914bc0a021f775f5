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

const ACR_MAP = 'acr.loa.map';

/** Whose attributes they are. */
type Owner = 'realm' | 'client' | 'scope';

/** Attributes that a browser login reads, and a value that makes a difference where one is missing. */
const READ: Readonly<Record<Owner, Readonly<Record<string, string>>>> = {
  realm: { [ACR_MAP]: '{"other":1}', 'require.pushed.authorization.requests': 'true' },
  client: {
    [ACR_MAP]: '{"other":1}',
    'default.acr.values': '2',
    'minimum.acr.value': '2',
    'pkce.code.challenge.method': 'plain',
    'require.pushed.authorization.requests': 'true',
    'request.object.required': 'request or request_uri',
    'display.on.consent.screen': 'true',
    'consent.screen.text': 'Other',
  },
  scope: { 'display.on.consent.screen': 'false', 'consent.screen.text': 'Other' },
};

/** Operators on the attributes at one place: changed, removed, added; and the map of levels entry by entry. */
export function attributeOperators(owner: Owner, at: string): Operator[] {
  const read = READ[owner];
  const entry = [`${at}.*`];
  const maps = Object.hasOwn(read, ACR_MAP) ? [replacing(`${owner}.acr-map`, entry, otherMaps)] : [];
  return [
    replacing(`${owner}.attribute`, entry, among(read, anyOf(CHANGED, removing))),
    replacing(`${owner}.attribute-added`, [at], ({ value }) => added(read, isRecord(value) ? value : {})),
    ...maps,
  ];
}

const CHANGED = anyOf(
  where(isFlag, flipping()),
  where(isNumber, counting(0)),
  where(isText, ({ value }) => [becoming(`${value}-other`)]),
  ({ value }) => shorter(value),
);

function among(names: object, others: Others): Others {
  return (place, document) => (Object.hasOwn(names, place.name) ? others(place, document) : []);
}

function added(read: Readonly<Record<string, string>>, attributes: Readonly<Record<string, unknown>>): Other[] {
  return Object.entries(read)
    .filter(([key]) => !Object.hasOwn(attributes, key))
    .map(([key, value]) => ({ value: `+${key}`, becomes: { ...attributes, [key]: value } }));
}

/** Each level one lower and one higher, each value left out. */
function otherMaps({ name, value }: Parameters<Others>[0]): Other[] {
  const map = name === ACR_MAP ? parsed(value) : undefined;
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
