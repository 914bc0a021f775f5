import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A user as Keycloak's command line tool exports one; what differs from user to user depends on the number alone. */
export function exportedUser(number: number, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const username = `user${String(number).padStart(6, '0')}`;
  return {
    id: `5f0f0e1a-0000-4000-8000-${String(number).padStart(12, '0')}`,
    username,
    firstName: number % 97 === 0 ? '' : `Given ${number}`,
    lastName: number % 101 === 0 ? `O"Family {${number}} \\ é` : `Famílie ${number}`,
    email: `${username}@example.org`,
    emailVerified: number % 13 !== 0,
    attributes: { locale: ['en'], employee: [`E-${number}`] },
    enabled: number % 211 !== 0,
    createdTimestamp: 1_700_000_000_000 + number,
    totp: false,
    credentials: credentialsOf(number),
    disableableCredentialTypes: [],
    requiredActions: number % 31 === 0 ? ['UPDATE_PASSWORD'] : [],
    realmRoles: number % 5 === 0 ? ['default-roles-acme', 'staff'] : ['default-roles-acme'],
    clientRoles: { account: ['view-profile'] },
    notBefore: 0,
    groups: number % 7 === 0 ? ['/ops'] : [],
    ...change,
  };
}

function credentialsOf(number: number): object[] {
  const password = {
    id: `c-${number}`,
    type: 'password',
    createdDate: 1_700_000_000_000,
    secretData: JSON.stringify({ value: 'x'.repeat(44), salt: 'y'.repeat(24), additionalParameters: {} }),
    credentialData: JSON.stringify({ hashIterations: 5, algorithm: 'argon2', additionalParameters: { type: ['id'] } }),
  };
  const otp = {
    id: `o-${number}`,
    type: 'otp',
    userLabel: `phone ${number}`,
    createdDate: 1_700_000_000_000,
    secretData: JSON.stringify({ value: 'z'.repeat(20) }),
    credentialData: JSON.stringify({ subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' }),
  };
  return number % 3 === 0 ? [password, otp] : [password];
}

/** What to write: `document` without users, and the users one by one. */
export interface Written {
  readonly document: Readonly<Record<string, unknown>>;
  readonly users: Iterable<Record<string, unknown>>;
}

/** The files of `kc.sh export --dir`: indented as the tool does, `perFile` users each. Returns the folder. */
export function writeFolder(folder: string, { document, users }: Written, perFile = 50): string {
  mkdirSync(folder, { recursive: true });
  const name = String(document['realm']);
  writeFileSync(join(folder, `${name}-realm.json`), JSON.stringify(document, null, 2));
  let batch: object[] = [];
  let file = 0;
  const flush = () => {
    writeFileSync(join(folder, `${name}-users-${file}.json`), JSON.stringify({ realm: name, users: batch }, null, 2));
    batch = [];
    file += 1;
  };
  for (const user of users) if (batch.push(user) === perFile) flush();
  if (batch.length > 0 || file === 0) flush();
  return folder;
}

/** One file, as `kc.sh export --file` writes it: users in the middle. Returns the file. */
export function writeSingle(file: string, { document, users }: Written): string {
  const descriptor = openSync(file, 'w');
  const { realm, enabled, ...rest } = document;
  writeSync(
    descriptor,
    `{\n  "realm" : ${JSON.stringify(realm)},\n  "enabled" : ${JSON.stringify(enabled)},\n  "users" : [ `,
  );
  let separator = '';
  for (const user of users) {
    writeSync(descriptor, `${separator}${JSON.stringify(user, null, 2)}`);
    separator = ', ';
  }
  writeSync(descriptor, ` ],\n${JSON.stringify(rest, null, 2).slice(2)}\n`);
  closeSync(descriptor);
  return file;
}
