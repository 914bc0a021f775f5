import type { Realm } from '../../keycloak/realm.ts';
import { alike } from './document.ts';

/** One thing the engine asked of a realm: a member of it, or one entry of a member that is a map or a set. */
interface Read {
  readonly member: keyof Realm;
  readonly entry?: unknown;
}

/** What was asked of a realm so far. Whoever is answered the same to all of it sees the same. */
export type Reads = ReadonlyMap<string, Read>;

/** The same realm, which remembers what it is asked. */
export function watchedRealm(realm: Realm): { readonly realm: Realm; readonly reads: Reads } {
  const reads = new Map<string, Read>();
  const note = (read: Read) => void reads.set(keyOf(read), read);
  const watched = new Proxy(realm, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (!isMember(target, key)) return value;
      if (value instanceof Map || value instanceof Set) return watchedEntries(value, key, note);
      note({ member: key });
      return value;
    },
  });
  return { realm: watched, reads };
}

function isMember(realm: Realm, key: string | symbol): key is keyof Realm {
  return Object.hasOwn(realm, key) || OPTIONAL.some((member) => member === key);
}

/** Members whose absence is an answer too. */
const OPTIONAL: readonly (keyof Realm)[] = ['browser_flow', 'registration_flow'];

type Entries = Map<unknown, unknown> | Set<unknown>;

/** Entries that are asked for by name are noted one by one; whoever walks through all has read all. */
function watchedEntries(entries: Entries, member: keyof Realm, note: (read: Read) => void): Entries {
  return new Proxy(entries, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (key !== 'get' && key !== 'has') note({ member });
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (key === 'get' || key === 'has') note({ member, entry: given[0] });
        return value.apply(target, given);
      };
    },
  });
}

function keyOf({ member, ...rest }: Read): string {
  return 'entry' in rest ? `${member} ${String(rest.entry)}` : member;
}

/** Tells whether two realms answer everything that was read alike. Each answer is compared once, however often it is asked for. */
export function answersAlike(left: Realm, right: Realm): (reads: Reads) => boolean {
  const known = new Map<string, boolean>();
  return (reads) => {
    for (const [key, read] of reads) {
      const isSame = known.get(key) ?? alike(answerOf(left, read), answerOf(right, read));
      known.set(key, isSame);
      if (!isSame) return false;
    }
    return true;
  };
}

function answerOf(realm: Realm, read: Read): unknown {
  const value: unknown = realm[read.member];
  if (!('entry' in read)) return value;
  if (value instanceof Map) return value.has(read.entry) ? [value.get(read.entry)] : [];
  return value instanceof Set && value.has(read.entry);
}
