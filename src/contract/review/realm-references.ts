import type { DocumentPath, Fault } from '../../document/fault.ts';
import { didYouMean } from '../../document/nearest.ts';
import { readGroups } from '../../keycloak/read/read-groups.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { Contract, Persona } from '../contract.ts';

/** The realm as it is after the change, without the personas, and the document it was read from. */
export interface NamedRealm {
  readonly realm: Realm;
  readonly document: unknown;
}

/** One name in the contract that something in the realm has to bear. */
interface Mention {
  readonly path: DocumentPath;
  readonly name: string;
}

/** A kind of thing that a contract names: where, and which names the realm has. */
interface Reference {
  readonly kind: string;
  readonly mentions: (contract: Contract) => readonly Mention[];
  readonly known: (named: NamedRealm) => readonly string[];
  /** Names that are taken for one another. */
  readonly fold?: (name: string) => string;
}

const REFERENCES: readonly Reference[] = [
  {
    kind: 'client',
    mentions: ({ provider_state: { client } }) => [{ path: ['provider_state', 'client'], name: client }],
    known: ({ realm }) => [...realm.clients.keys()],
  },
  {
    kind: 'client',
    mentions: (contract) =>
      perPersona(contract, ({ service_account_of: name }, path) =>
        name === undefined ? [] : [{ path: [...path, 'service_account_of'], name }],
      ),
    known: ({ realm }) => [...realm.clients.keys()],
  },
  {
    kind: 'role',
    mentions: (contract) => listed(contract, 'roles'),
    known: ({ realm }) => [...realm.roles].map(roleName),
  },
  {
    kind: 'group',
    mentions: (contract) => listed(contract, 'groups', (path) => (path.startsWith('/') ? path : `/${path}`)),
    known: ({ document }) => [...existingGroups(document)],
  },
  {
    kind: 'required action',
    mentions: (contract) => listed(contract, 'required_actions'),
    known: ({ realm }) => [...realm.required_actions.keys()],
    // Built-in aliases are taken without case; where that hides a near miss of another one, L-26 of the lint tells.
    fold: (alias) => alias.toUpperCase(),
  },
];

/** Paths of the groups in a realm document. */
export function existingGroups(document: unknown): ReadonlySet<string> {
  const [value] = Array.isArray(document) ? document : [document];
  return new Set(readGroups({ value, path: '', file: undefined }).keys());
}

/** Every name of the contract that the realm does not have, with the nearest one that it has. */
export function unknownReferences(contract: Contract, named: NamedRealm): Fault[] {
  return REFERENCES.flatMap(({ kind, mentions, known, fold = asWritten }) => {
    const names = known(named);
    const folded = new Set(names.map(fold));
    return mentions(contract)
      .filter(({ name }) => !folded.has(fold(name)))
      .map((mention) => unknown(kind, mention, { names, realm: named.realm.name }));
  });
}

function asWritten(name: string): string {
  return name;
}

interface Known {
  readonly names: readonly string[];
  readonly realm: string;
}

function unknown(kind: string, { path, name }: Mention, { names, realm }: Known): Fault {
  const shown = names.toSorted().slice(0, MOST_SHOWN).join(', ');
  return {
    path,
    what: `the realm ${realm} has no ${kind} ${JSON.stringify(name)}`,
    expected:
      names.length > MOST_SHOWN ? `${shown} and ${names.length - MOST_SHOWN} more` : shown || `a ${kind} of the realm`,
    next: didYouMean(name, names, `Correct the name, or add the ${kind} to the realm.`),
  };
}

const MOST_SHOWN = 12;

type Listed = 'roles' | 'groups' | 'required_actions';

function listed(contract: Contract, key: Listed, written = (name: string) => name): Mention[] {
  return perPersona(contract, (persona, path) =>
    persona[key].map((name, index) => ({ path: [...path, key, index], name: written(name) })),
  );
}

function perPersona(contract: Contract, of: (persona: Persona, path: DocumentPath) => Mention[]): Mention[] {
  return contract.identity_graph.personas.flatMap((persona, index) =>
    of(persona, ['identity_graph', 'personas', index]),
  );
}

/** As a contract writes it: `client:role` for the role of a client. */
function roleName(key: string): string {
  const [client, role] = key.split('\0');
  return role === undefined ? key : `${client}:${role}`;
}
