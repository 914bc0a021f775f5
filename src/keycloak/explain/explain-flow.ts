import type { Status } from '../login.ts';
import { own } from '../own.ts';
import type { Execution, Level } from '../realm.ts';
import { conditionWords } from './condition-words.ts';
import type { Decision, Verdict } from './decision.ts';
import { configuredWords, type View } from './view.ts';

/** The flow of a login as a tree of decisions, read from the statuses that the engine left. */
export function explainFlow(view: View, alias: string): Decision[] {
  return rowsOf(view, alias, { isReached: true, isConditional: false });
}

/** Where a row stands. */
interface Within {
  readonly isReached: boolean;
  /** Conditions count only in a conditional subflow. */
  readonly isConditional: boolean;
}

interface Place extends Within {
  readonly level: Level;
}

function rowsOf(view: View, alias: string, within: Within): Decision[] {
  const { realm } = view.run;
  const level = realm.levels.get(alias) ?? { required: [], alternative: [], conditions: [] };
  return (realm.flows.get(alias)?.executions ?? []).map((execution) => decision(view, execution, { ...within, level }));
}

type Told = readonly [Verdict, ...(string | undefined)[]];

function decision(view: View, execution: Execution, place: Place): Decision {
  const told = RULES.map((rule) => rule(view, execution, place)).find((found) => found !== undefined) ?? ['waits'];
  const [verdict, ...why] = told;
  const { id, authenticator, flow, requirement } = execution;
  const within = { isReached: place.isReached && !CLOSED.has(verdict), isConditional: requirement === 'CONDITIONAL' };
  return {
    ...{ execution: id, name: flow ?? authenticator ?? '(nothing)', requirement, verdict },
    why: why.filter((sentence) => sentence !== undefined),
    rows: flow === undefined ? [] : rowsOf(view, flow, within),
  };
}

/** Whoever comes to such a row does not go into it. */
const CLOSED: ReadonlySet<Verdict> = new Set(['disabled', 'silenced', 'skipped', 'not-needed', 'waits', 'not-offered']);

type Rule = (view: View, execution: Execution, place: Place) => Told | undefined;

/** First match decides. */
const RULES: readonly Rule[] = [
  ({ fault }, { id }) => (fault?.at === id ? ['failed', fault.text] : undefined),
  (_view, { requirement }) => (requirement === 'DISABLED' ? ['disabled'] : undefined),
  byUnknownProvider,
  byCondition,
  bySilence,
  byStatus,
  (view, { id }) => (view.asked === id ? ['asked'] : undefined),
  (_view, _execution, { isReached }) => (isReached ? undefined : ['waits', 'not reached']),
  byFalseCondition,
  byOffer,
  byEnoughBeside,
  (view, execution) => ['waits', 'its turn has not come', configuredWords(view.run, execution)],
];

function byUnknownProvider(_view: View, { id, authenticator }: Execution, { level }: Place): Told | undefined {
  if (level.unknown?.id !== id) return undefined;
  return ['failed', `this server has no provider "${authenticator}": whoever comes to this level gets an error page`];
}

/** Status words of a condition. */
function byCondition({ run }: View, execution: Execution, place: Place): Told | undefined {
  if (!place.level.conditions.includes(execution)) return undefined;
  const status = own(run.login.status, execution.id);
  if (status === 'EVALUATED_TRUE') return ['true', conditionWords(run, execution, true)];
  if (status === 'EVALUATED_FALSE') return ['false', conditionWords(run, execution, false)];
  if (!place.isConditional) return ['not-evaluated', 'ignored: conditions count only in a CONDITIONAL subflow'];
  return [
    'not-evaluated',
    isAnyFalse({ run }, place.level) ? 'the one before is false, which is enough' : 'not reached',
  ];
}

function isAnyFalse({ run }: Pick<View, 'run'>, { conditions }: Level): boolean {
  return conditions.some(({ id }) => own(run.login.status, id) === 'EVALUATED_FALSE');
}

function bySilence(_view: View, { requirement }: Execution, { level }: Place): Told | undefined {
  const [louder] = level.required;
  if (requirement !== 'ALTERNATIVE' || !louder) return undefined;
  const name = louder.flow ?? louder.authenticator;
  return ['silenced', `alternatives do not count beside a ${louder.requirement} row (${name})`];
}

type OfStatus = (view: View, execution: Execution) => Told | undefined;

const BY_STATUS: Readonly<Record<Status, OfStatus>> = {
  SUCCESS: (view, execution) => ['done', configuredWords(view.run, execution)],
  SETUP_REQUIRED: (view, execution) => ['set-up', configuredWords(view.run, execution), 'to be set up after the flow'],
  ATTEMPTED: () => ['passed-over', 'tried, and it did not apply'],
  FAILED: (_view, { flow }) => ['failed', flow === undefined ? 'refused' : 'none of its ways led through'],
  CHALLENGED: challenged,
  EVALUATED_TRUE: () => undefined,
  EVALUATED_FALSE: () => undefined,
};

function byStatus(view: View, execution: Execution): Told | undefined {
  const status = own(view.run.login.status, execution.id);
  return view.around.has(execution.id) ? ['inside'] : status && BY_STATUS[status](view, execution);
}

function challenged(view: View, execution: Execution): Told {
  const words = configuredWords(view.run, execution);
  const ways =
    view.offered.size > 1 ? `one of ${view.offered.size} ways: the user's first credential decides` : undefined;
  if (view.asked === execution.id) return ['asked', words, ways];
  return view.offered.has(execution.id)
    ? ['offered', words, 'shown before']
    : ['left', words, 'its page was shown before'];
}

function byFalseCondition({ run }: View, { flow, requirement }: Execution): Told | undefined {
  if (flow === undefined || requirement !== 'CONDITIONAL') return undefined;
  const conditions = run.realm.levels.get(flow)?.conditions ?? [];
  if (conditions.length === 0) return ['skipped', 'it has no enabled condition'];
  const isFalse = ({ id }: Execution) => own(run.login.status, id) === 'EVALUATED_FALSE';
  const names = conditions.filter(isFalse).map(({ authenticator }) => authenticator);
  return names.length > 0 ? ['skipped', `${names.join(', ')} is false`] : undefined;
}

function byOffer(view: View, execution: Execution): Told | undefined {
  if (view.offered.has(execution.id))
    return ['offered', configuredWords(view.run, execution), 'under "Try Another Way"'];
  const words = configuredWords(view.run, execution);
  const isBesideAsked =
    view.asked !== undefined && view.run.realm.executions.get(view.asked)?.parent === execution.parent;
  const isWay = execution.requirement === 'ALTERNATIVE' && words?.startsWith('not configured');
  return isWay && isBesideAsked ? ['not-offered', words] : undefined;
}

function byEnoughBeside({ run }: View, { requirement, id }: Execution, { level }: Place): Told | undefined {
  if (requirement !== 'ALTERNATIVE') return undefined;
  const enough = level.alternative.find((other) => {
    const status = own(run.login.status, other.id);
    return other.id !== id && (status === 'SUCCESS' || status === 'SETUP_REQUIRED');
  });
  return enough && ['not-needed', `${enough.flow ?? enough.authenticator} was enough`];
}
