import { z } from 'zod';
import { didYouMean } from '../../document/nearest.ts';
import { adminPath } from './admin-path.ts';
import { addConfig, authenticatorConfig } from './config-operations.ts';
import { meantRow, namedRow } from './execution-row.ts';
import { refuseTaken, removeTree } from './flow-operations.ts';
import { nextPriority, rowsOf, subflowOf } from './flow-tree.ts';
import { knownFlow } from './known.ts';
import { type AdminOperation, type Call, NO_BODY, operationRow } from './operation.ts';
import type { DraftExecution, DraftFlow, RealmDraft } from './realm-draft.ts';
import { recreatedRow } from './recreated.ts';
import { addedRequirement, knownProviders, requirementChoices, SUBFLOW_CHOICES } from './requirement-choices.ts';

const requirement = z.enum(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED']);
const priority = z.int().min(0);

/**
 * Adds a step. The server ignores `requirement` and `config` here, so what sends this says them in calls of their own.
 * Source: `AuthenticationManagementResource.addExecutionToFlow`.
 */
export const createExecution = operationRow({
  method: 'POST',
  path: '/authentication/flows/{flow}/executions/execution',
  body: z.strictObject({
    provider: z.string(),
    requirement: requirement.optional(),
    priority: priority.optional(),
    config: authenticatorConfig.optional(),
  }),
  apply: (draft, call) => {
    const flow = openFlow(draft, call);
    const { provider, ...body } = call.body;
    const choices = requirementChoices(provider, draft.traits);
    if (!choices) throw call.refused(unknownProvider(provider, draft));
    refuseChoice(body.requirement, choices, call);
    if (body.config) addConfig(draft, body.config, call);
    flow.authenticationExecutions.push({
      authenticator: provider,
      ...(body.config && { authenticatorConfig: body.config.alias }),
      authenticatorFlow: false,
      requirement: body.requirement ?? addedRequirement(choices),
      priority: body.priority ?? nextPriority(flow),
    });
  },
  undo: ({ after }, { params }) => lastAdded(after, params.flow),
});

/** Adds a subflow of its own. Source: `AuthenticationManagementResource.addExecutionFlow`. */
export const createSubflow = operationRow({
  method: 'POST',
  path: '/authentication/flows/{flow}/executions/flow',
  body: z.strictObject({
    alias: z.string().min(1),
    type: z.literal('basic-flow').default('basic-flow'),
    description: z.string().default(''),
    requirement: requirement.optional(),
    priority: priority.optional(),
  }),
  apply: (draft, call) => {
    const flow = openFlow(draft, call);
    const { alias, type, description, ...body } = call.body;
    refuseTaken(draft, alias, call.refused, 'alias');
    flow.authenticationExecutions.push({
      flowAlias: alias,
      authenticatorFlow: true,
      requirement: body.requirement ?? 'DISABLED',
      priority: body.priority ?? nextPriority(flow),
    });
    const made = { alias, description, providerId: type, topLevel: false, builtIn: false };
    draft.realm.authenticationFlows.push({ ...made, authenticationExecutions: [] });
  },
  undo: ({ after }, { params }) => lastAdded(after, params.flow),
});

/**
 * Changes the requirement or the priority of one row in a flow or in the flows inside it. The server takes what is left
 * out for nothing (a priority becomes 0), so what sends this completes the row. Source:
 * `AuthenticationManagementResource.updateExecutions`.
 */
export const updateExecution = operationRow({
  method: 'PUT',
  path: '/authentication/flows/{flow}/executions',
  body: z
    .strictObject({
      providerId: z.string().optional(),
      displayName: z.string().optional(),
      alias: z.string().optional(),
      level: z.literal(0).optional(),
      index: z.int().min(0).optional(),
      requirement: requirement.optional(),
      priority: priority.optional(),
    })
    .refine(
      ({ providerId, displayName, alias, index }) =>
        [providerId, displayName, alias, index].some((x) => x !== undefined),
      {
        message:
          'expected providerId, displayName (of a subflow) or alias (of a config), which say the execution that is meant',
      },
    ),
  apply: (draft, call) => {
    const { execution, flow } = meantRow(draft, call);
    const { body } = call;
    const choices = choicesOf(draft, execution);
    if (choices) refuseChoice(body.requirement, choices, call);
    if (flow.builtIn && body.priority !== undefined && body.priority !== (execution.priority ?? 0))
      throw call.refused({ path: ['body', 'priority'], ...BUILT_IN(flow) });
    if (body.requirement) execution.requirement = body.requirement;
    if (body.priority !== undefined) execution.priority = body.priority;
  },
  undo: ({ before, after }, call) => {
    const { execution, flow } = meantRow(before, call);
    const place = flow.authenticationExecutions.indexOf(execution);
    const changed = knownFlow(after, flow.alias, call);
    const index = indexIn(changed, place);
    const was = { requirement: execution.requirement, priority: execution.priority ?? 0 };
    const path = adminPath('/authentication/flows/{flow}/executions', { flow: flow.alias });
    return [{ method: 'PUT', path, body: { level: 0, index, ...was } }];
  },
});

/** Removes one row of a flow, named by provider, subflow, config or place. The server's path has its id instead. */
export const deleteExecution = operationRow({
  method: 'DELETE',
  path: '/authentication/flows/{flow}/executions/{execution}',
  body: NO_BODY,
  apply: (draft, call) => {
    const flow = openFlow(draft, call);
    const row = namedRow(flow, call);
    const inner = subflowOf(draft, row);
    if (inner) removeTree(draft, inner);
    flow.authenticationExecutions = flow.authenticationExecutions.filter((one) => one !== row);
    const { realm } = draft;
    realm.authenticatorConfig = realm.authenticatorConfig.filter(({ alias }) => alias !== row.authenticatorConfig);
  },
  undo: ({ before }, call) => {
    const flow = knownFlow(before, call.params.flow, call);
    return recreatedRow(before, flow.alias, namedRow(flow, call));
  },
});

type InFlow = Call<'/authentication/flows/{flow}', unknown>;

/** A flow that rows may be added to and removed from. */
function openFlow(draft: RealmDraft, call: InFlow): DraftFlow {
  const flow = knownFlow(draft, call.params.flow, call);
  if (flow.builtIn) throw call.refused({ path: ['path'], ...BUILT_IN(flow) });
  if (flow.providerId === 'form-flow')
    throw call.refused({ path: ['path'], what: `"${flow.alias}" is a form`, next: 'Name a flow of type basic-flow.' });
  return flow;
}

const BUILT_IN = ({ alias }: DraftFlow) => ({
  what: `the flow "${alias}" is built in: the server lets only requirements of it be changed`,
  next: 'Copy the flow by an operation before this one, and change the copy.',
});

function refuseChoice(wanted: string | undefined, choices: readonly string[], { refused }: InFlow): void {
  if (wanted === undefined || choices.includes(wanted)) return;
  const what = `the execution cannot be ${wanted}`;
  const next = didYouMean(wanted, choices, 'Choose one of them.');
  throw refused({ path: ['body', 'requirement'], what, expected: choices.join(', '), next });
}

function unknownProvider(provider: string, { traits }: RealmDraft) {
  const known = knownProviders(traits);
  return {
    path: ['body', 'provider'],
    what: `a stock server of this version has no authenticator "${provider}"`,
    expected: 'a provider id such as auth-username-form',
    next: didYouMean(provider, known, 'Correct the provider id.'),
  };
}

function choicesOf(draft: RealmDraft, { authenticator, flowAlias }: DraftExecution) {
  return flowAlias ? SUBFLOW_CHOICES : requirementChoices(authenticator ?? '', draft.traits);
}

/** Where the row that stands at this place of the export runs among its siblings. */
function indexIn(flow: DraftFlow, place: number): number {
  const [row] = flow.authenticationExecutions.slice(place);
  return row ? rowsOf(flow).indexOf(row) : -1;
}

/** The row that was pushed last, by its place among the others. */
function lastAdded(draft: RealmDraft, alias: string): readonly AdminOperation[] | undefined {
  const flow = draft.realm.authenticationFlows.find((one) => one.alias === alias);
  const added = flow?.authenticationExecutions.at(-1);
  if (!flow || !added) return undefined;
  const execution = added.authenticatorConfig ?? added.flowAlias ?? String(rowsOf(flow).indexOf(added));
  const path = adminPath('/authentication/flows/{flow}/executions/{execution}', { flow: alias, execution });
  return [{ method: 'DELETE', path }];
}
