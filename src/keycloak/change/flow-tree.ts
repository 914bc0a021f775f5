import { type BuiltInFlow, type BuiltInRow, builtInFlows } from '../read/built-in-flows.ts';
import type { DraftExecution, DraftFlow, RealmDraft } from './realm-draft.ts';

/** A row with the flow it stands in. */
export interface Row {
  readonly flow: DraftFlow;
  readonly execution: DraftExecution;
}

/** The flow of that alias; a built-in one that the document leaves out is written into it first, with its subflows. */
export function flowNamed(draft: RealmDraft, alias: string): DraftFlow | undefined {
  const written = draft.realm.authenticationFlows.find((flow) => flow.alias === alias);
  return written ?? writtenOut(draft, alias);
}

/** Every alias that a flow of this realm has, built-in ones included. */
export function flowAliases({ realm, traits }: RealmDraft): string[] {
  const aliases = realm.authenticationFlows.map(({ alias }) => alias);
  return [...new Set([...aliases, ...builtInFlows(traits).map(({ alias }) => alias)])];
}

/** The rows of a flow as they run: by priority, equal ones as they stand. */
export function rowsOf(flow: DraftFlow): DraftExecution[] {
  return flow.authenticationExecutions.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
}

/** All rows of a flow and of the flows inside it, as the server lists them. */
export function rowsBelow(draft: RealmDraft, flow: DraftFlow): Row[] {
  return rowsOf(flow).flatMap((execution) => {
    const inner = subflowOf(draft, execution);
    return [{ flow, execution }, ...(inner ? rowsBelow(draft, inner) : [])];
  });
}

export function subflowOf(draft: RealmDraft, { flowAlias }: DraftExecution): DraftFlow | undefined {
  return flowAlias ? flowNamed(draft, flowAlias) : undefined;
}

/** The priority of a row that is added without one. Source: `AuthenticationManagementResource.getNextPriority`. */
export function nextPriority(flow: DraftFlow): number {
  const last = rowsOf(flow).at(-1);
  return last === undefined ? 0 : (last.priority ?? 0) + 1;
}

/** A tree is written out whole or not at all: a server adds what a document lacks by whole trees. */
function writtenOut(draft: RealmDraft, alias: string): DraftFlow | undefined {
  const known = builtInFlows(draft.traits);
  const tree = known.filter(({ top_level }) => top_level).map((top) => treeOf(top, known));
  const wanted = tree.find((flows) => flows.some((flow) => flow.alias === alias));
  if (!wanted || wanted.some(({ rows }) => rows.length === 0)) return undefined;
  const taken = draft.realm.authenticationFlows.map((flow) => flow.alias);
  if (wanted.some((flow) => taken.includes(flow.alias))) return undefined;
  draft.realm.authenticationFlows.push(...wanted.map((flow) => exported(flow, draft)));
  return draft.realm.authenticationFlows.find((flow) => flow.alias === alias);
}

function treeOf(flow: BuiltInFlow, known: readonly BuiltInFlow[]): BuiltInFlow[] {
  const inner = flow.rows.flatMap(({ subflow }) => known.filter(({ alias }) => alias === subflow));
  return [flow, ...inner.flatMap((one) => treeOf(one, known))];
}

function exported({ alias, provider_id, top_level, rows }: BuiltInFlow, draft: RealmDraft): DraftFlow {
  const authenticationExecutions = rows.map((row) => exportedRow(row, draft));
  return { alias, providerId: provider_id, topLevel: top_level, builtIn: true, authenticationExecutions };
}

/** The only built-in row of a browser flow with a config. Source: `DefaultAuthenticationFlows.addConditionalCredential`. */
const CONFIG = 'browser-conditional-credential';

function exportedRow({ authenticator, subflow, config, requirement, priority }: BuiltInRow, draft: RealmDraft) {
  if (config) draft.realm.authenticatorConfig.push({ alias: CONFIG, config: { ...config } });
  return {
    ...(authenticator !== undefined && { authenticator }),
    ...(subflow !== undefined && { flowAlias: subflow }),
    ...(config && { authenticatorConfig: CONFIG }),
    authenticatorFlow: subflow !== undefined,
    requirement,
    priority,
  };
}
