import { ALLOW_ACCESS, DENY_ACCESS, OTP_FORM } from '../../../keycloak/provider-ids.ts';
import { isRecord, listIn, namesIn, type RealmDocument } from '../document.ts';
import {
  anyOf,
  becoming,
  choosing,
  flipping,
  naming,
  type Operator,
  type Other,
  type Others,
  removal,
  removing,
  replacing,
} from '../operator.ts';
import { requirementsOf, stepsLike } from './step-choices.ts';

const ROWS = 'authenticationFlows.*.authenticationExecutions';
const ROW = `${ROWS}.*`;

type Row = Readonly<Record<string, unknown>>;

/** What can be wrong in the flows of a realm. */
export const FLOW_OPERATORS: readonly Operator[] = [
  replacing('flow.requirement', [`${ROW}.requirement`], otherRequirements),
  replacing('flow.execution-removed', [ROW], removing),
  replacing('flow.execution-added', [ROWS], ({ value }) => ADDED.map((added) => withRow(rowsIn(value), added))),
  replacing('flow.order', [ROWS, `${ROW}.priority`], swapped),
  replacing('flow.authenticator', [`${ROW}.authenticator`], ({ value }) => stepsLike(value).map(becoming)),
  replacing('flow.subflow', [`${ROW}.flowAlias`], whereWritten(naming(flowAliases))),
  replacing('flow.row-kind', [`${ROW}.authenticatorFlow`], ofSubflows(flipping())),
  replacing('flow.config', [`${ROW}.authenticatorConfig`], whereWritten(anyOf(naming(configAliases), removing))),
  replacing('flow.kind', ['authenticationFlows.*.providerId'], choosing(['basic-flow', 'form-flow'])),
  replacing('flow.top-level', ['authenticationFlows.*.topLevel'], flipping()),
  replacing('flow.removed', ['authenticationFlows.*'], removing),
  replacing('flow.binding', ['browserFlow', 'registrationFlow'], anyOf(naming(topFlows), removing)),
];

/** The role that each row plays is its owner's; what its factory offers is all an administrator could pick. */
function otherRequirements({ value, owner }: Parameters<Others>[0]): Other[] {
  const row = isRecord(owner) ? owner : {};
  return requirementsOf(isSubflow(row) ? undefined : row['authenticator'])
    .filter((requirement) => requirement !== value)
    .map(becoming);
}

function isSubflow(row: Row): boolean {
  return String(row['authenticatorFlow'] ?? row['autheticatorFlow']) === 'true';
}

interface Added {
  readonly authenticator: string;
  readonly requirement: string;
  readonly place: 'first' | 'last';
}

/** Rows that do harm where they do not belong: a way past, a way to nowhere, a factor too many, a way that is silenced. */
const ADDED: readonly Added[] = [
  { authenticator: ALLOW_ACCESS, requirement: 'ALTERNATIVE', place: 'first' },
  { authenticator: DENY_ACCESS, requirement: 'REQUIRED', place: 'last' },
  { authenticator: OTP_FORM, requirement: 'REQUIRED', place: 'last' },
  { authenticator: OTP_FORM, requirement: 'ALTERNATIVE', place: 'last' },
];

function withRow(rows: readonly Row[], { authenticator, requirement, place }: Added): Other {
  const priorities = rows.map(priorityOf);
  const priority = place === 'first' ? Math.min(0, ...priorities) - 1 : Math.max(0, ...priorities) + 1;
  const row = { authenticator, authenticatorFlow: false, requirement, priority };
  return { value: `+${authenticator} ${requirement} ${place}`, becomes: [...rows, row] };
}

/** Each pair of neighbours the other way round. Rows of one priority run as they are listed. */
function swapped({ value }: Parameters<Others>[0]): Other[] {
  const rows = rowsIn(value).toSorted((left, right) => priorityOf(left) - priorityOf(right));
  return rows.slice(1).flatMap((second, index) => {
    const first = rows[index];
    if (!first) return [];
    const exchanged = [
      { ...second, priority: priorityOf(first) },
      { ...first, priority: priorityOf(second) },
    ];
    return [{ value: `${rowName(second)} before ${rowName(first)}`, becomes: rows.toSpliced(index, 2, ...exchanged) }];
  });
}

function rowsIn(value: unknown): Row[] {
  return listIn(value).filter(isRecord);
}

function priorityOf(row: Row): number {
  return Number(row['priority'] ?? 0);
}

function rowName(row: Row): string {
  return String(row['flowAlias'] ?? row['authenticator']);
}

function whereWritten(others: Others): Others {
  return (place, document) => (place.value === undefined ? [] : others(place, document));
}

function ofSubflows(others: Others): Others {
  return (place, document) => (isRecord(place.owner) && isSubflow(place.owner) ? others(place, document) : []);
}

export function flowAliases(document: RealmDocument): string[] {
  return namesIn(document['authenticationFlows'], 'alias');
}

function configAliases(document: RealmDocument): string[] {
  return namesIn(document['authenticatorConfig'], 'alias');
}

function topFlows(document: RealmDocument): string[] {
  const flows = listIn(document['authenticationFlows']).filter((flow) => isRecord(flow) && flow['topLevel'] === true);
  return namesIn(flows, 'alias');
}

/** Bindings name flows by id, which only a whole export carries. */
export function overrides({ owner, value }: Parameters<Others>[0], document: RealmDocument): Other[] {
  const bound = isRecord(value) && isRecord(owner) ? value['browser'] : undefined;
  const ids = namesIn(document['authenticationFlows'], 'id').filter((id) => id !== bound);
  const others = ids.slice(0, 4).map((browser) => ({ value: browser, becomes: { ...asRow(value), browser } }));
  return bound === undefined ? others : [...others, removal];
}

function asRow(value: unknown): Row {
  return isRecord(value) ? value : {};
}
