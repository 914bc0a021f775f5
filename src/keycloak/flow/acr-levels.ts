import { javaInteger } from './configured-levels.ts';

type Attributes = Readonly<Record<string, string>>;

/** The client's map of acr values to levels, else the realm's. Source: `AcrUtils.getAcrLoaMap`. */
export function acrLevelsOf(client: Attributes, realm: Attributes): ReadonlyMap<string, number> {
  const own = acrLevels(client);
  return own.size > 0 ? own : acrLevels(realm);
}

/**
 * Levels by acr value, from the `acr.loa.map` among the attributes of a realm or a client; none for a map that cannot be read.
 * Source: `AcrUtils.getAcrLoaMap`.
 */
export function acrLevels(attributes: Attributes): ReadonlyMap<string, number> {
  const entries = entriesOf(attributes['acr.loa.map'] ?? '');
  const levels = entries.map(([acr, level]) => [acr, javaInteger(String(level))] as const);
  const isWhole = levels.every((entry): entry is [string, number] => entry[1] !== undefined);
  return isWhole ? new Map(levels) : new Map();
}

function entriesOf(text: string): readonly (readonly [string, unknown])[] {
  // Most realms have no map, and a refused parse costs more than the rest of a step.
  if (text === '') return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Object.entries(parsed) : [];
  } catch {
    return [];
  }
}
