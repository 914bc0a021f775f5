import { acrLevelsOf } from '../flow/acr-levels.ts';
import { COOKIE_LEVEL, javaInteger, NO_LEVEL, realmLevels } from '../flow/configured-levels.ts';
import { type Crashed, isStop } from '../flow/turn.ts';
import type { Client, Realm } from '../realm.ts';
import { parameter, type Request } from '../request.ts';

type Levels = ReadonlyMap<string, number>;

/** What a request asks for. `forced`: an essential claim. `invalid`: it cannot be met by any configuration. */
export interface RequestedAcr {
  readonly requested: number;
  readonly forced: boolean;
  readonly invalid: boolean;
}

const acrMap = (realm: Realm, client: Client): Levels => acrLevelsOf(client.attributes, realm.attributes);

/** Source: `AuthorizationEndpoint.updateAuthenticationSession`. The lowest value of the list is the one requested. */
export function requestedAcr(realm: Realm, client: Client, request: Request): RequestedAcr | Crashed {
  const map = acrMap(realm, client);
  const essential = claimedAcr(request, true);
  const forced = essential.length > 0;
  const values = enforceMinimum(realm, client, forced ? essential : optionalAcr(client, request));
  if (isStop(values)) return values;
  const isLowered = forced && essential.some((value) => !values.includes(value));
  const levels = (forced ? essential : values).map((value) => map.get(value) ?? javaInteger(value));
  const invalid = isLowered || (forced && levels.includes(undefined));
  const numbers = levels.map((level) => level ?? COOKIE_LEVEL);
  return { requested: numbers.length === 0 ? NO_LEVEL : Math.min(...numbers), forced, invalid };
}

/** Values in the order they are tried for the answer. */
function optionalAcr(client: Client, request: Request): string[] {
  const named = parameter(request, 'acr_values');
  const values = [...(named === undefined ? [] : named.split(' ')), ...claimedAcr(request, false)];
  if (values.length > 0) return values;
  return (client.attributes['default.acr.values'] ?? '').split('##').filter((value) => value !== '');
}

/** The acr claim of the ID token, of either kind or only when essential. */
function claimedAcr(request: Request, onlyEssential: boolean): string[] {
  const claims = parseJson(parameter(request, 'claims'));
  const acr = isRecord(claims) && isRecord(claims['id_token']) ? claims['id_token']['acr'] : undefined;
  if (!isRecord(acr) || (onlyEssential && acr['essential'] !== true)) return [];
  const { values, value } = acr;
  if (Array.isArray(values)) return values.map(String);
  return typeof value === 'string' ? [value] : [];
}

/** Source: `AcrUtils.enforceMinimumAcr`: lower values go; when none is left, the minimum stands. */
function enforceMinimum(realm: Realm, client: Client, values: readonly string[]): readonly string[] | Crashed {
  const minimum = client.attributes['minimum.acr.value'];
  if (!minimum) return values;
  const map = acrMap(realm, client);
  const configured = realmLevels(realm);
  if (isStop(configured)) return configured;
  const level = (acr: string) => map.get(acr) ?? configured.find((known) => String(known) === acr);
  const least = level(minimum);
  if (least === undefined) return values;
  const kept = values.filter((value) => (level(value) ?? NO_LEVEL) >= least);
  return kept.length > 0 ? kept : [minimum];
}

/** The acr of the ID token for the level reached. Source: `AcrProtocolMapper`. */
export function answeredAcr(
  realm: Realm,
  client: Client,
  { request, level }: { request: Request; level: number },
): string {
  const map = acrMap(realm, client);
  const enforced = enforceMinimum(realm, client, optionalAcr(client, request));
  const lists = [claimedAcr(request, true), isStop(enforced) ? [] : enforced, [...map.keys()]];
  const found = lists.map((values) => highestBelow(map, values, level)).find((acr) => acr !== undefined);
  return found ?? String(level);
}

function highestBelow(map: Levels, values: readonly string[], level: number): string | undefined {
  if (map.size === 0) return undefined;
  let best: { readonly acr: string; readonly level: number } | undefined;
  for (const acr of values) {
    const mapped = map.get(acr) ?? javaInteger(acr);
    if (mapped !== undefined && mapped <= level && mapped > (best?.level ?? NO_LEVEL)) best = { acr, level: mapped };
  }
  return best?.acr;
}

function parseJson(text: string | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
