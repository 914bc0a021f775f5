import type { Submit } from '../keycloak/input.ts';
import type { Machine, MachineEdge, MachineState } from '../keycloak/machine/machine.ts';
import type { Deed } from './walk.ts';

/** What no browser sends by itself, whatever the person does in it. */
const FORGED: readonly (readonly [is: (submit: Submit) => boolean, reason: string])[] = [
  [({ tampered }) => tampered === true, 'a browser sends hidden fields back as it got them'],
  [
    ({ new_password }) => typeof new_password === 'object',
    'which new password the policy refuses with this text is not known',
  ],
];

/** Why a browser cannot do this; undefined where it can. */
export function undrivable({ does }: Pick<Deed, 'does'>): string | undefined {
  if (does.kind === 'revisit') return 'the address of an earlier page is in no link of this one';
  return does.kind === 'submit' ? FORGED.find(([is]) => is(does))?.[1] : undefined;
}

/** An edge that no walk takes, and why. */
export interface Undrivable {
  readonly edge: MachineEdge;
  readonly reason: string;
}

/** The edges of a machine that no walk can take, or behind which nothing can be compared. */
export function undrivableEdges({ states, edges }: Machine): Undrivable[] {
  const byId = new Map(states.map((state) => [state.id, state]));
  return edges.flatMap((edge) => {
    const reason = undrivable(edge) ?? beyond(byId.get(edge.to));
    return reason === undefined ? [] : [{ edge, reason }];
  });
}

function beyond(state: MachineState | undefined): string | undefined {
  if (state?.end?.kind === 'idp')
    return `what the provider ${state.end.alias ?? 'elsewhere'} shows is not part of this machine`;
  return state?.end?.kind === 'unsupported' ? `what follows cannot be foreseen: ${state.message ?? ''}` : undefined;
}
