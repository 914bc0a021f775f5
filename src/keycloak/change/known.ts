import { didYouMean } from '../../document/nearest.ts';
import { flowAliases, flowNamed } from './flow-tree.ts';
import type { Refusal } from './operation.ts';
import type { DraftFlow, RealmDraft } from './realm-draft.ts';

interface Asking {
  readonly refused: (refusal: Refusal) => Error;
}

/** The flow of that alias, or a refusal at the path of the operation that names it. */
export function knownFlow(draft: RealmDraft, alias: string, { refused }: Asking): DraftFlow {
  const flow = flowNamed(draft, alias);
  if (flow) return flow;
  const aliases = flowAliases(draft);
  if (!aliases.includes(alias)) throw refused(unknownName('flow', alias, { path: ['path'], known: aliases }));
  throw refused({
    path: ['path'],
    what: `the realm export does not say what the built-in flow "${alias}" holds`,
    next: 'Name a realm export that lists it.',
  });
}

/** What is said of a name that nothing has. */
export function unknownName(
  kind: string,
  name: string,
  { path, known }: { readonly path: NonNullable<Refusal['path']>; readonly known: readonly string[] },
): Refusal {
  const next = didYouMean(name, known, 'Name one that is there, or create it by an operation before this one.');
  return { path, what: `there is no ${kind} "${name}"`, expected: known.join(', ') || 'none is there yet', next };
}

/** Source: `RepresentationToModel.updateRealm`: an unknown alias would leave the realm without a flow. */
export function boundFlow(draft: RealmDraft, alias: string, path: readonly string[], { refused }: Asking): DraftFlow {
  const known = draft.realm.authenticationFlows.filter(({ topLevel }) => topLevel).map((flow) => flow.alias);
  const flow = flowNamed(draft, alias);
  if (!flow) throw refused(unknownName('flow', alias, { path, known }));
  if (flow.topLevel) return flow;
  throw refused({ path, what: `"${alias}" is a subflow`, expected: known.join(', '), next: 'Name a top-level flow.' });
}
