import { type DocumentNode, elements, member, members, text } from '../../keycloak/read/document-node.ts';
import type { Expectations } from './expectations.ts';

/** What a review cannot know, why, and where this realm has it. */
export interface Unknown {
  readonly what: string;
  readonly reason: string;
  readonly here: readonly string[];
}

interface Standing {
  readonly what: string;
  readonly reason: string;
  readonly here: (realm: DocumentNode) => readonly string[];
}

/** What no export tells, whatever the contract. */
const STANDING: readonly Standing[] = [
  {
    what: 'e-mail',
    reason: 'whether a message is delivered, and what is done with its link, is decided outside of the login',
    here: (realm) => (members(member(realm, 'smtpServer')).length > 0 ? ['smtpServer'] : []),
  },
  {
    what: 'custom providers',
    reason: 'an authenticator, a required action or a theme of an extension is not in the export, only its name is',
    here: (realm) => [text(member(realm, 'loginTheme'))].flatMap((theme) => (theme ? [`loginTheme ${theme}`] : [])),
  },
  {
    what: 'external identity providers',
    reason: 'what they ask for, and whom they let in, is decided there',
    here: (realm) => elements(member(realm, 'identityProviders')).flatMap((node) => text(member(node, 'alias')) ?? []),
  },
  {
    what: 'LDAP and other user storage',
    reason: 'its users, their passwords and their groups are not in the export',
    here: (realm) =>
      elements(member(member(realm, 'components'), 'org.keycloak.storage.UserStorageProvider')).flatMap(
        (node) => text(member(node, 'name')) ?? [],
      ),
  },
  {
    what: 'other ways to a token',
    reason: 'only the browser login is judged: not direct access grants, redirect URIs, PKCE or a registration',
    here: (realm) => [
      ...elements(member(realm, 'clients')).flatMap((node) =>
        member(node, 'directAccessGrantsEnabled')?.value === true ? (text(member(node, 'clientId')) ?? []) : [],
      ),
      ...(member(realm, 'registrationAllowed')?.value === true ? ['registrationAllowed'] : []),
    ],
  },
  {
    what: 'clusters',
    reason: 'several servers, their shared caches and a proxy before them are taken as one server',
    here: () => [],
  },
];

/** What this contract comes upon first, then what always holds. */
export function standingUnknowns({
  document,
  judged,
}: {
  readonly document: unknown;
  readonly judged: Expectations;
}): Unknown[] {
  const root: DocumentNode = { value: document, path: '', file: undefined };
  const met = new Map(judged.undecided.map(({ message, rule, line }) => [message, `${line} ${rule}`]));
  return [
    ...[...met].map(([message, line]) => ({ what: line, reason: message, here: [] })),
    ...STANDING.map(({ what, reason, here }) => ({ what, reason, here: here(root) })),
  ];
}
