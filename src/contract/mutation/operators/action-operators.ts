import { CONFIGURE_TOTP } from '../../../keycloak/provider-ids.ts';
import { isRecord, listIn } from '../document.ts';
import { anyOf, counting, flipping, type Operator, type Other, type Others, removing, replacing } from '../operator.ts';
import { isFlag, isNumber, where } from './config-operators.ts';

const ENTRY = ['requiredActions.*.config.*'];

/** What can be wrong in the required actions of a realm. */
export const ACTION_OPERATORS: readonly Operator[] = [
  replacing('action.enabled', ['requiredActions.*.enabled'], flipping()),
  replacing('action.default', ['requiredActions.*.defaultAction'], flipping()),
  replacing('action.order', ['requiredActions', 'requiredActions.*.priority'], swapped),
  replacing('action.removed', ['requiredActions.*'], removing),
  replacing('action.config', ENTRY, anyOf(where(isFlag, flipping()), where(isNumber, counting(0)), removing)),
  replacing('action.recovery-codes', ['requiredActions.*.config'], withRecoveryCodes),
];

type Action = Readonly<Record<string, unknown>>;

/** Each pair of neighbours the other way round. */
function swapped({ value }: Parameters<Others>[0]): Other[] {
  const actions = listIn(value)
    .filter(isRecord)
    .toSorted((left, right) => priorityOf(left) - priorityOf(right));
  return actions.slice(1).flatMap((second, index) => {
    const first = actions[index];
    if (!first || priorityOf(first) === priorityOf(second)) return [];
    const exchanged = [
      { ...second, priority: priorityOf(first) },
      { ...first, priority: priorityOf(second) },
    ];
    return [
      { value: `${second['alias']} before ${first['alias']}`, becomes: actions.toSpliced(index, 2, ...exchanged) },
    ];
  });
}

function priorityOf(action: Action): number {
  return Number(action['priority'] ?? 0);
}

/** Setting up an authenticator may bring recovery codes along. */
function withRecoveryCodes({ value, owner }: Parameters<Others>[0]): Other[] {
  const config = isRecord(value) ? value : {};
  const isAsked = isRecord(owner) && owner['alias'] === CONFIGURE_TOTP && !Object.hasOwn(config, KEY);
  return isAsked ? [{ value: `+${KEY}`, becomes: { ...config, [KEY]: 'true' } }] : [];
}

const KEY = 'add-recovery-codes';
