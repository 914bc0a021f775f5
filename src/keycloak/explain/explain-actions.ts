import { currentUser } from '../flow/run.ts';
import type { RequiredAction } from '../realm.ts';
import type { Decision, Verdict } from './decision.ts';
import type { View } from './view.ts';

const CONSENT = 'consent';

/** What is owed after the flow: required actions by priority, the application's own, consent. */
export function explainActions({ run }: View): Decision[] {
  const { realm, login } = run;
  const user = currentUser(run);
  const ofUser = user?.required_actions ?? [];
  const asked = login.kc_action === undefined ? [] : [login.kc_action];
  const aliases = [...new Set([...ofUser, ...login.session_actions, ...asked])];
  const owed = aliases.map((alias) => ({ alias, action: realm.required_actions.get(alias) }));
  const inOrder = owed.toSorted((left, right) => priorityOf(left.action) - priorityOf(right.action));
  const rows = inOrder.map(({ alias, action }) => {
    const [verdict, ...why] = verdictOf(login, alias, action);
    return row(alias, verdict, [originOf({ alias, ofUser, asked }), ...why]);
  });
  const consent = login.phase === CONSENT ? [row(CONSENT, 'asked', ['the client asks for consent not given yet'])] : [];
  return [...rows, ...consent];
}

function row(name: string, verdict: Verdict, why: readonly string[]): Decision {
  return { execution: name, name, requirement: 'REQUIRED', verdict, why, rows: [] };
}

function priorityOf(action: RequiredAction | undefined): number {
  return action?.priority ?? Number.POSITIVE_INFINITY;
}

interface Origin {
  readonly alias: string;
  readonly ofUser: readonly string[];
  readonly asked: readonly string[];
}

function originOf({ alias, ofUser, asked }: Origin): string {
  if (asked.includes(alias)) return 'asked for by the application (kc_action)';
  return ofUser.includes(alias) ? 'the user owes it' : 'this login owes it';
}

function verdictOf(
  { phase, action: shown }: View['run']['login'],
  alias: string,
  action: RequiredAction | undefined,
): readonly [Verdict, ...string[]] {
  if (!action) return ['skipped', 'the realm has no such action'];
  if (!action.enabled) return ['skipped', 'the action is disabled'];
  return phase === 'action' && shown === alias ? ['asked'] : ['waits'];
}
