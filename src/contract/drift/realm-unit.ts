import type { Realm } from '../../keycloak/realm.ts';

/**
 * One kind of thing a realm consists of. `of`: the things by name. `transplant`: the realm as it would be if this one thing
 * were as it is in another one, or were not there.
 */
export interface UnitKind {
  readonly kind: string;
  of(realm: Realm): ReadonlyMap<string, unknown>;
  transplant(realm: Realm, from: Realm, name: string): Realm;
}

type MemberOf<Wanted> = { [Key in keyof Realm]-?: Realm[Key] extends Wanted ? Key : never }[keyof Realm];

/** A member of the realm that is a map by name. */
export function mapped(kind: string, member: MemberOf<ReadonlyMap<string, unknown>>): UnitKind {
  return {
    kind,
    of: (realm) => realm[member],
    transplant: (realm, from, name) => ({ ...realm, [member]: withEntry<unknown>(realm[member], from[member], name) }),
  };
}

/** A copy of a map in which one entry is as in another map, or is not there. */
export function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  from: ReadonlyMap<string, Value>,
  name: string,
): Map<string, Value> {
  const copy = new Map(map);
  const value = from.get(name);
  if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}

/** A member of the realm that is a record of settings: each is a thing of its own. */
export function settings(kind: string, member: 'otp_policy' | 'brute_force' | 'attributes'): UnitKind {
  return {
    kind,
    of: (realm) => new Map(Object.entries(realm[member]).map(([key, value]) => [`${member}.${key}`, value])),
    transplant: (realm, from, name) => {
      const key = name.slice(member.length + 1);
      const { [key]: _replaced, ...rest } = { ...realm[member] } as Readonly<Record<string, unknown>>;
      const other = (from[member] as unknown as Readonly<Record<string, unknown>>)[key];
      return { ...realm, [member]: { ...rest, ...(other !== undefined && { [key]: other }) } };
    },
  };
}

/** A member of the realm that is a list of things with a name each. The order is that of the realm they are put into. */
export function listed<Member extends 'organizations' | 'profile'>(
  kind: string,
  member: Member,
  nameOf: (each: Realm[Member][number]) => string,
): UnitKind {
  const of = (realm: Realm): ReadonlyMap<string, unknown> =>
    new Map((realm[member] as readonly Realm[Member][number][]).map((each) => [nameOf(each), each]));
  return {
    kind,
    of,
    transplant: (realm, from, name) => ({ ...realm, [member]: [...withEntry(of(realm), of(from), name).values()] }),
  };
}
