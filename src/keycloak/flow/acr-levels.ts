import { javaInteger } from './configured-levels.ts';

/**
 * Levels by acr value, from the `acr.loa.map` among the attributes of a realm or a client; none for a map that cannot be read.
 * Source: `AcrUtils.getAcrLoaMap`.
 */
export function acrLevels(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const entries = entriesOf(attributes['acr.loa.map'] ?? '');
  const levels = entries.map(([acr, level]) => [acr, javaInteger(String(level))] as const);
  const isWhole = levels.every((entry): entry is [string, number] => entry[1] !== undefined);
  return isWhole ? new Map(levels) : new Map();
}

function entriesOf(text: string): readonly (readonly [string, unknown])[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Object.entries(parsed) : [];
  } catch {
    return [];
  }
}
