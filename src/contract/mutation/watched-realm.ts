import type { Realm } from '../../keycloak/realm.ts';

/** A way from a realm to one answer of it: names of members, positions in lists, keys of maps and members of sets. */
type Path = readonly string[];

/** One thing the engine asked: what stands at a path, or which members stand there. */
export interface Read {
  readonly path: Path;
  readonly asks: 'what' | 'which';
}

/** What was asked of a realm so far. Whoever is answered the same to all of it sees the same. */
export type Reads = ReadonlyMap<string, Read>;

/** The same realm, which remembers what it is asked, down to the single value. */
export function watchedRealm(realm: Realm): { readonly realm: Realm; readonly reads: Reads } {
  const reads = new Map<string, Read>();
  const note: Note = (asks, path) => void reads.set(`${asks} ${path.join(SEPARATOR)}`, { path, asks });
  // A proxy has the type of what it stands for.
  return { realm: new Watch(note).see(realm, []) as Realm, reads };
}

/** Stands in no name of a realm. */
const SEPARATOR = '\u0001';

type Note = (asks: Read['asks'], path: Path) => void;

/** One proxy per path, so that what was seen once is the same thing when it is seen again. */
class Watch {
  readonly #note: Note;
  readonly #seen = new Map<string, object>();

  constructor(note: Note) {
    this.#note = note;
  }

  see(value: unknown, path: Path): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const key = path.join(SEPARATOR);
    const seen = this.#seen.get(key) ?? this.#proxyOf(value, path);
    this.#seen.set(key, seen);
    return seen;
  }

  #proxyOf(value: object, path: Path): object {
    if (value instanceof Map) return this.#map(value, path);
    if (value instanceof Set) return this.#set(value, path);
    return this.#record(value, path);
  }

  #record(value: object, path: Path): object {
    return new Proxy(value, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof member === 'function') return member;
        return this.#told(member, [...path, key]);
      },
      getOwnPropertyDescriptor: (target, key) => {
        if (typeof key === 'string') this.#note('what', [...path, key]);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      has: (target, key) => {
        this.#note('which', path);
        return Reflect.has(target, key);
      },
      ownKeys: (target) => {
        this.#note('which', path);
        return Reflect.ownKeys(target);
      },
    });
  }

  #told(value: unknown, path: Path): unknown {
    this.#note('what', path);
    return this.see(value, path);
  }

  #map(map: ReadonlyMap<unknown, unknown>, path: Path): object {
    const value = (key: unknown): unknown => this.#told(map.get(key), [...path, String(key)]);
    const keys = (): IterableIterator<unknown> => {
      this.#note('which', path);
      return map.keys();
    };
    const entries = () => [...keys()].map((key): [unknown, unknown] => [key, value(key)]);
    return replacing(map, {
      get: value,
      has: (key: unknown) => value(key) !== undefined || map.has(key),
      keys,
      values: () =>
        entries()
          .map(([, each]) => each)
          [Symbol.iterator](),
      entries: () => entries()[Symbol.iterator](),
      [Symbol.iterator]: () => entries()[Symbol.iterator](),
      forEach: (act: (value: unknown, key: unknown) => void) => {
        for (const [key, each] of entries()) act(each, key);
      },
      size: () => [...keys()].length,
    });
  }

  #set(set: ReadonlySet<unknown>, path: Path): object {
    const all = (): IterableIterator<unknown> => {
      this.#note('which', path);
      return set.values();
    };
    return replacing(set, {
      has: (one: unknown) => this.#told(set.has(one), [...path, String(one)]),
      keys: all,
      values: all,
      [Symbol.iterator]: all,
      forEach: (act: (value: unknown) => void) => {
        for (const one of all()) act(one);
      },
      size: () => [...all()].length,
    });
  }
}

type Methods = Readonly<Record<string | symbol, (...given: never[]) => unknown>>;

/** A map or set that answers by these methods and by nothing else. */
function replacing(collection: object, methods: Methods): object {
  return new Proxy(collection, {
    get(_target, key) {
      const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
      if (!method) throw new TypeError(`a watched collection is not asked for ${String(key)}`);
      return key === 'size' ? method() : method;
    },
  });
}
