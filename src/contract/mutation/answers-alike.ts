import type { Realm } from '../../keycloak/realm.ts';
import { alike } from './document.ts';
import type { Read, Reads } from './watched-realm.ts';

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

function answerOf(realm: Realm, { path, asks }: Read): unknown {
  const value = path.reduce<unknown>(memberOf, realm);
  if (asks === 'what') return typeof value === 'object' && value !== null ? shapeOf(value) : value;
  if (value instanceof Map || value instanceof Set) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
}

function memberOf(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  if (value instanceof Set) return value.has(key);
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** Of what has members of its own only the kind is an answer: they are asked for one by one. */
function shapeOf(value: object): string {
  return `an object, ${Object.prototype.toString.call(value)}`;
}
