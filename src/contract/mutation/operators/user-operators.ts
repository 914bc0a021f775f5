import {
  CONFIGURE_RECOVERY,
  CONFIGURE_TOTP,
  TERMS,
  UPDATE_PASSWORD,
  UPDATE_PROFILE,
  VERIFY_EMAIL,
  WEBAUTHN_REGISTER,
} from '../../../keycloak/provider-ids.ts';
import { isRecord, listIn, type RealmDocument } from '../document.ts';
import {
  adding,
  anyOf,
  becoming,
  flipping,
  type Operator,
  type Other,
  type Others,
  removing,
  replacing,
} from '../operator.ts';
import { realmRoles } from './config-operators.ts';

const USER = 'users.*';

const ACTIONS = [
  UPDATE_PASSWORD,
  CONFIGURE_TOTP,
  TERMS,
  UPDATE_PROFILE,
  VERIFY_EMAIL,
  CONFIGURE_RECOVERY,
  WEBAUTHN_REGISTER,
];

/** Credentials as an export writes them, without a secret: the engine only asks who has what. */
const CREDENTIALS: readonly Readonly<Record<string, string>>[] = [
  { type: 'password' },
  { type: 'otp', userLabel: 'Another phone' },
  { type: 'recovery-authn-codes', credentialData: '{"totalCodes":12,"remainingCodes":12}' },
  { type: 'webauthn', userLabel: 'A key' },
];

/** What can be different about a user of the realm. */
export const USER_OPERATORS: readonly Operator[] = [
  replacing('user.enabled', [`${USER}.enabled`], flipping()),
  replacing('user.credential-removed', [`${USER}.credentials.*`], removing),
  replacing('user.credential-added', [`${USER}.credentials`], otherCredentials),
  replacing('user.credential-order', [`${USER}.credentials`], reversed),
  replacing('user.action-added', [`${USER}.requiredActions`], (place, document) =>
    adding(() => ACTIONS)(place, document),
  ),
  replacing('user.action-removed', [`${USER}.requiredActions.*`], removing),
  replacing('user.group-left', [`${USER}.groups.*`], removing),
  replacing('user.group-joined', [`${USER}.groups`], adding(groupPaths)),
  replacing('user.role-added', [`${USER}.realmRoles`], adding(realmRoles)),
  replacing('user.role-removed', [`${USER}.realmRoles.*`, `${USER}.clientRoles.*.*`], removing),
  replacing(
    'user.attribute',
    [`${USER}.attributes.*`],
    anyOf(() => [becoming(['other'])], removing),
  ),
  replacing('user.email-verified', [`${USER}.emailVerified`], flipping()),
  replacing('user.profile', [`${USER}.email`, `${USER}.firstName`, `${USER}.lastName`], removing),
  replacing('user.service-account', [`${USER}.serviceAccountClientId`], removing),
  replacing('user.consent', [`${USER}.clientConsents.*`], removing),
  replacing('user.identity-provider', [`${USER}.federatedIdentities.*`], removing),
];

function otherCredentials({ value }: Parameters<Others>[0]): Other[] {
  const list = listIn(value);
  const owned = list.map((credential) => isRecord(credential) && credential['type']);
  return CREDENTIALS.filter(({ type }) => !owned.includes(type)).map((credential) => ({
    value: `+${credential['type']}`,
    becomes: [...list, credential],
  }));
}

/** The order of credentials decides which factor is asked first. */
function reversed({ value }: Parameters<Others>[0]): Other[] {
  const list = listIn(value);
  return list.length > 1 ? [{ value: '(reversed)', becomes: list.toReversed() }] : [];
}

function groupPaths(document: RealmDocument): string[] {
  const below = (groups: unknown, path: string): string[] =>
    listIn(groups).flatMap((group) => {
      if (!isRecord(group)) return [];
      const own = `${path}/${group['name']}`;
      return [own, ...below(group['subGroups'], own)];
    });
  return below(document['groups'], '');
}
