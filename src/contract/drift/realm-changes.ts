import { canonical } from '../../keycloak/machine/canonical.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { UnitKind } from './realm-unit.ts';
import { UNIT_KINDS } from './unit-kinds.ts';

/** One thing that is not as the contract's realm has it. `fields`: what of it, as `name: before → after`. */
export interface RealmChange {
  readonly kind: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly string[];
}

/** A change together with what would come of it alone. */
export interface Transplant {
  readonly change: RealmChange;
  readonly realm: Realm;
}

/** Every thing in which two realms differ, each transplanted alone from the second into the first. */
export function transplants(realm: Realm, from: Realm): Transplant[] {
  return UNIT_KINDS.flatMap((unit) =>
    changesOf(unit, realm, from).map((change) => ({ change, realm: unit.transplant(realm, from, change.name) })),
  );
}

function changesOf(unit: UnitKind, realm: Realm, from: Realm): RealmChange[] {
  const [ours, theirs] = [unit.of(realm), unit.of(from)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) => {
    const [before, after] = [ours.get(name), theirs.get(name)];
    const [left, right] = [textOf(before), textOf(after)];
    if (left === right || isCarried(unit, name, { realm, from })) return [];
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [
      { kind: unit.kind, name: printable(name), change, fields: change === 'changed' ? fieldsOf(before, after) : [] },
    ];
  });
}

/** Rows of a flow that only one side has come and go with it. */
function isCarried({ kind }: UnitKind, name: string, { realm, from }: { realm: Realm; from: Realm }): boolean {
  if (kind !== 'execution') return false;
  const parent = (from.executions.get(name) ?? realm.executions.get(name))?.parent ?? '';
  return !realm.flows.has(parent) || !from.flows.has(parent);
}

/** Client roles are told from their client by NUL. */
function printable(name: string): string {
  return name.replace('\0', ': ');
}

function textOf(value: unknown): string {
  return canonical(plain(value));
}

/** Maps and sets as plain data, so that equal ones have equal texts. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Set) return [...value].toSorted();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

function fieldsOf(before: unknown, after: unknown): string[] {
  const [left, right] = [plain(before), plain(after)];
  if (!isRecord(left) || !isRecord(right)) return [`${shown('', left)} → ${shown('', right)}`];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    const [old, now] = [left[key], right[key]];
    if (canonical(old) === canonical(now)) return [];
    if (isRecord(old) && isRecord(now)) return fieldsOf(old, now).map((field) => `${key}.${field}`);
    if (Array.isArray(old) && Array.isArray(now)) return [`${key}: ${listChange(old, now)}`];
    return [`${key}: ${shown(key, old)} → ${shown(key, now)}`];
  });
}

function listChange(old: readonly unknown[], now: readonly unknown[]): string {
  const without = (list: readonly unknown[], others: readonly unknown[]) => {
    const known = new Set(others.map(canonical));
    return list.filter((each) => !known.has(canonical(each)));
  };
  const gone = without(old, now).map((each) => `− ${shown('', each)}`);
  const come = without(now, old).map((each) => `+ ${shown('', each)}`);
  return [...gone, ...come].join(', ') || 'another order';
}

const SECRET = /secret|password|token|key|credential/i;
const LONGEST = 60;

/** A value as a person reads it. What may be a secret, or a page long, is only said to be another one. */
function shown(key: string, value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = printable(typeof value === 'string' ? value : canonical(value)).replace(/\p{Cc}/gu, ' ');
  if (SECRET.test(key) || text.length > LONGEST) return '(a value)';
  return text === '' ? 'empty' : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
