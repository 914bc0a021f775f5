import type { Realm } from '../../keycloak/realm.ts';

const HIGHEST_LEVEL = 9;

/** Every `acr` an ID token of the realm may carry: plain levels, and the names that `acr.loa.map` gives them. */
export function acrValues({ attributes, clients }: Realm): string[] {
  const levels = Array.from({ length: HIGHEST_LEVEL + 1 }, (_, level) => String(level));
  const maps = [attributes, ...[...clients.values()].map((client) => client.attributes)];
  const names = maps.flatMap((map) => namesIn(map['acr.loa.map'] ?? ''));
  return [...new Set([...levels, ...names])];
}

/** An unreadable map gives no names, as in Keycloak (`AcrUtils.getAcrLoaMap` logs and goes on). */
function namesIn(map: string): string[] {
  try {
    return Object.keys(JSON.parse(map || '{}'));
  } catch {
    return [];
  }
}
