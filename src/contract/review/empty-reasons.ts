import type { DocumentPath } from '../../document/fault.ts';
import { placeText } from '../../problem.ts';
import { isInScope, type Scope } from '../scope.ts';
import type { Reason } from './reason.ts';
import type { ReviewInput } from './review.ts';

/** Lines of a contract that expect nothing: they would hold on any realm. */
export function emptyReasons({ contract, changes_nothing, place }: ReviewInput): Reason[] {
  const { identity_graph, invariants, stop_rollback } = contract;
  const isAboutNobody = (scope: Scope) => !identity_graph.personas.some(({ id }) => isInScope(scope, id));
  const told = (empty: Empty, path: DocumentPath): Reason => ({
    ...empty,
    severity: 'error',
    at: placeText(place(path)),
  });
  return [
    ...invariants.flatMap((scope, row) => (isAboutNobody(scope) ? [told(INVARIANT, ['invariants', row])] : [])),
    ...stop_rollback.stop_conditions.flatMap((scope, row) =>
      isAboutNobody(scope) ? [told(STOP_CONDITION, ['stop_rollback', 'stop_conditions', row])] : [],
    ),
    ...(changes_nothing ? [told(CHANGE, ['provider_state', 'change'])] : []),
  ];
}

type Empty = Pick<Reason, 'rule' | 'message' | 'help'>;

const INVARIANT: Empty = {
  rule: 'invariant-about-nobody',
  message: 'the invariant is about nobody: no persona is in personas and not in except',
  help: 'Name the personas it is about, or remove the invariant.',
};
const STOP_CONDITION: Empty = {
  rule: 'stop-condition-about-nobody',
  message: 'the stop condition can fire for nobody: no persona is in personas and not in except',
  help: 'Name the personas it is about, or remove the stop condition.',
};
const CHANGE: Empty = {
  rule: 'change-without-effect',
  message: 'the change changes nothing: the realm says the same before it and after it',
  help: 'Correct the target or the operations, or leave change out.',
};
