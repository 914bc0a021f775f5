import { isRecord, listIn, namesIn, type RealmDocument } from '../document.ts';
import {
  becoming,
  choosing,
  counting,
  flipping,
  naming,
  type Operator,
  type Others,
  removing,
  replacing,
} from '../operator.ts';
import { flowAliases } from './flow-operators.ts';

const ENTRY = ['authenticatorConfig.*.config.*'];

/** Entries that name something of the realm, and what may stand there instead. */
const NAMES: ReadonlyMap<string, Others> = new Map([
  ['condUserRole', naming(roleNames)],
  ['skipOtpRole', naming(roleNames)],
  ['forceOtpRole', naming(roleNames)],
  ['flow_to_check', naming(flowAliases)],
  ['client_scope', naming(scopeNames)],
  ['check_result', choosing(['executed', 'not-executed'])],
  ['defaultOtpOutcome', choosing(['skip', 'force'])],
  ['behavior', choosing(['Deny new session', 'Terminate oldest session'])],
]);

/** What can be wrong in the configuration of steps and conditions. */
export const CONFIG_OPERATORS: readonly Operator[] = [
  replacing('config.flag', ENTRY, where(isFlag, flipping())),
  replacing('config.number', ENTRY, where(isNumber, counting(0))),
  replacing('config.name', ENTRY, (place, document) => NAMES.get(place.name)?.(place, document) ?? []),
  replacing(
    'config.text',
    ENTRY,
    where(isText, ({ value }) => [becoming(`${value}-other`)]),
  ),
  replacing('config.list', ENTRY, ({ value }) => shorter(value)),
  replacing('config.removed', ENTRY, removing),
];

/** Only places whose value is of that kind. */
export function where(is: (value: unknown) => boolean, others: Others): Others {
  return (place, document) => (is(place.value) ? others(place, document) : []);
}

export function isFlag(value: unknown): boolean {
  return /^(true|false)$/i.test(String(value));
}

export function isNumber(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}

export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !isFlag(value) && !isNumber(value);
}

/** Keycloak joins several values of one entry with `##`. */
export function shorter(value: unknown): { value: string; becomes: string }[] {
  const parts = typeof value === 'string' ? value.split('##').filter((part) => part !== '') : [];
  if (parts.length < 2) return [];
  return parts.map((part, index) => ({ value: `-${part}`, becomes: parts.toSpliced(index, 1).join('##') }));
}

/** Realm roles, then client roles as `client.role`. */
export function roleNames(document: RealmDocument): string[] {
  const { roles } = document;
  if (!isRecord(roles)) return [];
  const client = isRecord(roles['client']) ? Object.entries(roles['client']) : [];
  return [
    ...namesIn(roles['realm'], 'name'),
    ...client.flatMap(([id, list]) => namesIn(list, 'name').map((name) => `${id}.${name}`)),
  ];
}

export function realmRoles(document: RealmDocument): string[] {
  const { roles } = document;
  return isRecord(roles) ? namesIn(roles['realm'], 'name') : [];
}

function scopeNames(document: RealmDocument): string[] {
  return namesIn(listIn(document['clientScopes']), 'name');
}
