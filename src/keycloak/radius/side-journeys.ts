import type { User } from '../realm.ts';
import type { Journey } from './journey.ts';
import { DEVICE_NAME, journeyOf } from './journey.ts';
import type { Question, RealmSide } from './realm-side.ts';

/** Stands for the signature of users whose name somebody else is found by. */
export const SHADOWED = -1;

/** Journeys of one side by number of the signature; each is predicted once, when it is first asked for. */
export function sideJourneys({ realm, examples }: RealmSide, question: Question): (signature: number) => Journey {
  const known = new Map<number, Journey>();
  return (signature) => {
    const journey = known.get(signature) ?? predicted(signature);
    known.set(signature, journey);
    return journey;
  };
  function predicted(signature: number): Journey {
    const user = examples[signature];
    if (!user)
      return unknown('sign-in', 'this username is the e-mail address of another user, whom the login finds first');
    if (user.username.trim() !== user.username)
      return unknown('sign-in', 'this username begins or ends with white space, which the login form takes away');
    return journeyAlone(realm, user, question);
  }
}

/** The journey of a user in a realm of their own: nobody else has their address or the one they type. */
export function journeyAlone(realm: RealmSide['realm'], user: User, { request, now }: Question): Journey {
  const { username, email } = user;
  const emails = new Map(email === undefined ? [] : [[email, username]]);
  const alone = { ...realm, users: new Map([[username, user]]), emails };
  return journeyOf({ realm: alone, persona: { username, label: DEVICE_NAME }, request, now }, user);
}

function unknown(what: string, reason: string): Journey {
  return { pages: [], end: 'unknown', unsupported: [{ what, reason }] };
}
