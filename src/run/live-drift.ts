import { type Drift, driftBetween, type Unknown } from '../contract/drift/drift.ts';
import type { Ground } from '../contract/foresee.ts';
import { KNOWN_VERSIONS } from '../keycloak/version.ts';
import { type LiveRealm, readLiveRealm } from '../provider/keycloak/live-realm/read-live-realm.ts';
import type { LiveAccess } from '../provider/keycloak/live-realm/read-only-admin.ts';
import type { Unread } from '../provider/keycloak/live-realm/reading.ts';
import type { RealmSource } from '../provider/provider.ts';
import type { ContractFile } from './content.ts';
import { type ContractRealms, contractRealms, groundOn } from './contract-realms.ts';
import { liveGround, type MissingGrant } from './live-ground.ts';

export type Side = 'before' | 'after';

/** Which server is looked at, and how. `realm`: its name there, that of the contract's realm unless told. */
export interface LiveServer {
  readonly baseUrl: string;
  readonly access: LiveAccess;
  readonly realm?: string;
  /** The realm of the contract to compare with; unless told, whichever is nearer. */
  readonly against?: Side;
}

/** How a live realm stands to a contract. `equals`: the realm of the contract as which it behaves. */
export interface LiveDrift extends Drift {
  readonly contract: string;
  readonly server: string;
  readonly realm: string;
  readonly way: 'partial-export' | 'single-gets';
  readonly version: { readonly contract: string; readonly live: string };
  readonly against: Side;
  readonly equals?: Side | 'both';
  readonly missing: readonly MissingGrant[];
  readonly unread: readonly Unread[];
}

/** Reads a realm of a server, changes nothing, and says whose sign-in is not as on the contract's realm. */
export async function liveDrift(source: ContractFile, server: LiveServer): Promise<LiveDrift> {
  const realms = contractRealms(source);
  const { version } = source.contract.provider_state;
  const realm = server.realm ?? realms.after.document.realm;
  const live = await readLiveRealm(server, { realm, ...wantedOf(source, realms) });
  const document = { document: live.document, version: predictedFor(live.version, version) };
  const { ground, missing } = liveGround(source, document, realms.after.document.realm);
  return {
    contract: source.contract.id,
    server: server.baseUrl,
    realm,
    way: live.way,
    version: { contract: version, live: live.version ?? 'unknown' },
    ...nearestSide(source, realms, { ground, against: server.against, hidden: hiddenIn(live, missing) }),
    missing,
    unread: live.unread,
  };
}

/** Clients and groups that the contract's realms and personas name: where each thing is read singly, nothing else is. */
function wantedOf({ contract }: ContractFile, { before, after }: ContractRealms) {
  const clients = [contract.provider_state.client, ...clientsOf(before), ...clientsOf(after)];
  return { clients: [...new Set(clients)], groups: contract.identity_graph.personas.flatMap(({ groups }) => groups) };
}

/** Of a server nobody knows, the contract's version is the best guess there is; that it is another one is said. */
function predictedFor(live: string | undefined, otherwise: string): string {
  const isKnown = KNOWN_VERSIONS.some((line) => live === line || live?.startsWith(`${line}.`));
  return isKnown && live !== undefined ? live : otherwise;
}

interface Compared {
  readonly ground: Ground;
  readonly against: Side | undefined;
  readonly hidden: readonly Unknown[];
}

/** What was not read is not known to be as in the contract's realm, nor is a persona whom nobody there can be. */
function hiddenIn({ unread, version }: LiveRealm, missing: readonly MissingGrant[]): Unknown[] {
  const unversioned = version === undefined ? [{ what: 'the version of the server', permission: 'view-system' }] : [];
  return [
    ...[...unread, ...unversioned].map(({ what, permission }) => ({
      reason: `${what} could not be read, which takes the role ${permission}`,
    })),
    ...missing.map(({ persona, what }) => ({ persona, reason: `${what} is not there` })),
  ];
}

type Nearest = Drift & Pick<LiveDrift, 'against' | 'equals'>;

/** The realm of the contract that the live one is most like: the one named, else both are tried. */
function nearestSide(source: ContractFile, realms: ContractRealms, { ground, against, hidden }: Compared): Nearest {
  const changes = realms.before !== realms.after;
  const wanted: readonly Side[] = against ? [against] : changes ? ['after', 'before'] : ['after'];
  const sides = wanted.map((side) => ({
    side,
    drift: withUnknown(driftBetween(groundOn(source, realms[side]), ground), hidden),
  }));
  const [nearest] = sides.toSorted((one, other) => weight(one.drift) - weight(other.drift));
  if (!nearest) throw new TypeError('a contract has a realm');
  const equal = sides.filter(({ drift }) => weight(drift) === 0).map(({ side }) => side);
  const equals: LiveDrift['equals'] = equal.length === 2 || (!changes && equal.length === 1) ? 'both' : equal[0];
  return { against: nearest.side, ...(equals && { equals }), ...nearest.drift };
}

function withUnknown(drift: Drift, hidden: readonly Unknown[]): Drift {
  return { ...drift, unknown: [...hidden, ...drift.unknown] };
}

/** What is not known counts as another sign-in would. */
function weight({ personas, unknown }: Drift): number {
  return personas.length + unknown.length;
}

function clientsOf({ document }: RealmSource): string[] {
  const clients = Array.isArray(document['clients']) ? document['clients'] : [];
  return clients.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'clientId' in each && typeof each.clientId === 'string'
      ? [each.clientId]
      : [],
  );
}
