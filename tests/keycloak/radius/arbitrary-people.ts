import fc from 'fast-check';
import { CREDENTIALS } from '../realm-kit.ts';
import { ALIASES } from './arbitrary-realm.ts';
import { NOW } from './side-kit.ts';

const OLD = (NOW - 30 * 86_400) * 1000;

const recovery = (left: unknown) => ({
  ...CREDENTIALS.codes,
  credentialData: JSON.stringify({ totalCodes: 12, remainingCodes: left }),
});
const credential = fc.oneof(
  fc.constantFrom(OLD - 1, OLD, OLD + 500, OLD + 1500, OLD + 4000, 0, undefined, String(OLD)).map((createdDate) => ({
    ...{ type: 'password', id: 'named', secretData: '{}', credentialData: '{}' },
    ...(createdDate === undefined ? {} : { createdDate }),
  })),
  fc.constant(CREDENTIALS.password),
  fc.constantFrom('first', 'Flowproof Device', '').map((label) => CREDENTIALS.otp(label)),
  fc.constantFrom(0, 1, 2, 12, '2').map(recovery),
  fc.constantFrom(
    { type: 'webauthn' },
    { type: 'webauthn-passwordless', id: 'named' },
    { type: 'totp', digits: 6 },
    { type: 'custom' },
  ),
);

const text = fc.constantFrom(undefined, null, '', ' ', 'gold', 'skip', 'Basil', 'x<y', 'abcdefghijkl', 7);
const attributes = fc.dictionary(
  fc.constantFrom('tier', 'mfa', 'constructor', 'disabledReason', 'other'),
  fc.oneof(
    fc.array(fc.constantFrom('gold', 'skip', 'force', '', 'permanentLockout', 'Basil', null, 3), { maxLength: 3 }),
    fc.constantFrom('gold', true),
  ),
);

const person = fc.record(
  {
    enabled: fc.constantFrom(true, true, true, false, 'true', 0),
    email: fc.constantFrom('corp.example', 'dept.example', 'other.example', 'broken', 'blank'),
    emailVerified: fc.boolean(),
    firstName: text,
    lastName: text,
    attributes,
    requiredActions: fc.uniqueArray(fc.constantFrom(...ALIASES, 'verify_email', 'unknown'), { maxLength: 3 }),
    credentials: fc.oneof(
      fc.array(credential, { maxLength: 4 }),
      fc.tuple(fc.constant(CREDENTIALS.password), credential),
    ),
    realmRoles: fc.uniqueArray(fc.constantFrom('staff', 'boss', 'ghost', 'other', 'toString'), { maxLength: 2 }),
    clientRoles: fc.constantFrom({}, { app: ['operator'] }, { account: ['delete-account'] }),
    groups: fc.uniqueArray(fc.constantFrom('/ops', '/ops/night', 'plain'), { maxLength: 2 }),
    clientConsents: fc.constantFrom([], [{ clientId: 'app', grantedClientScopes: ['profile', 'email', 'roles'] }]),
    federatedIdentities: fc.constantFrom([], [{ identityProvider: 'hub', userId: '1', userName: 'u' }]),
    serviceAccountClientId: fc.constantFrom(undefined, undefined, undefined, undefined, 'app'),
  },
  { requiredKeys: ['enabled'] },
);

const ADDRESSES: Readonly<Record<string, (username: string) => string>> = {
  broken: (username) => `${username}..@`,
  blank: () => ' ',
};

/** Usernames as unlike as the model cares about; every address is of one user, as an import demands. */
const NAMES = ['u0', 'u1', 'U2', 'u3', '', ' pad', 'gold', 'a@corp.example', 'bad..name', 'x'.repeat(70), 'u8', 'u9'];

type Person = Readonly<Record<string, unknown>>;

/** A change of one member, or of one of the credentials. */
type Mutation = (model: Person) => Person;

const otherMember: fc.Arbitrary<Mutation> = fc.record({ other: person, member: fc.nat() }).map(({ other, member }) => {
  const entries = Object.entries(other);
  const [name, value] = entries[member % entries.length] ?? ['enabled', true];
  return (model) => ({ ...model, [name]: value });
});
const otherCredential: fc.Arbitrary<Mutation> = fc
  .record({ credential, at: fc.nat(1) })
  .map(({ credential: one, at }) => {
    return (model) => ({
      ...model,
      credentials: Object.assign([...(Array.isArray(model['credentials']) ? model['credentials'] : [])], {
        [at]: one,
      }).filter(Boolean),
    });
  });

/** People who differ from one another in one thing at most: those who would be merged by mistake. */
const kin = fc
  .record({
    model: person,
    mutations: fc.array(fc.oneof(otherMember, otherMember, otherCredential), {
      minLength: 4,
      maxLength: NAMES.length - 1,
    }),
  })
  .map(({ model, mutations }): Person[] => [model, ...mutations.map((mutate) => mutate(model))]);

export const people: fc.Arbitrary<Record<string, unknown>[]> = kin.map((persons) =>
  persons.map(({ email: place, ...one }, index) => {
    const username = NAMES[index] ?? `v${index}`;
    const address = typeof place === 'string' ? (ADDRESSES[place]?.(username) ?? `person${index}@${place}`) : undefined;
    return { username, ...one, ...(address === undefined ? {} : { email: address }) };
  }),
);

export const parameters: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Record<string, string>>(
    { acr_values: '2' },
    { kc_action: 'CONFIGURE_TOTP' },
    { kc_action: 'UPDATE_EMAIL' },
    { kc_action: 'delete_account' },
    { kc_action: 'delete_credential:named' },
    { kc_action: 'delete_credential:u3/0' },
    { kc_action: 'webauthn-register:skip_if_exists' },
    { prompt: 'consent' },
    { prompt: 'none' },
    { scope: 'openid organization' },
    { scope: 'openid organization:corp' },
  ),
);
