import assert from 'node:assert/strict';
import { journeyKey } from '../../../src/keycloak/radius/change.ts';
import { DEVICE_NAME, journeyOf } from '../../../src/keycloak/radius/journey.ts';
import { type Question, type RealmSide, readSide, readSideRealm } from '../../../src/keycloak/radius/realm-side.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CALLBACK } from '../realm-kit.ts';

type Document = Readonly<Record<string, unknown>>;
const VERSION = '26.7.3';

/** The second in which every login of these tests begins. */
export const NOW = 1_800_000_000;

export function questionOf(params: Record<string, string>): Question {
  const request = { response_type: 'code', scope: 'openid', client_id: 'app', redirect_uri: CALLBACK, ...params };
  return { client_id: 'app', request, now: NOW };
}

export function sideOf(document: Document, users: readonly Document[], question: Question): RealmSide {
  const half = Math.ceil(users.length / 2);
  const runs = [users.slice(0, half), users.slice(half)].map((part) => ({ file: 'u', first: 0, read: () => part }));
  const source = { file: 'r', document, runs };
  const realm = readSideRealm(source, VERSION);
  const client = realm.clients.get('app');
  assert.ok(client);
  return readSide(source, realm, { client, question });
}

/** Everybody predicted alone in the whole realm, by username. */
export function oneByOne(
  document: Document,
  users: readonly Document[],
  { request, now: time }: Question,
): Map<string, string> {
  const realm = readRealm({ ...document, users }, { version: VERSION });
  return new Map(
    [...realm.users.values()].map((user) => {
      const persona = { username: user.username, label: DEVICE_NAME };
      return [user.username, journeyKey(journeyOf({ realm, persona, request, now: time }, user))];
    }),
  );
}
