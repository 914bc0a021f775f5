import { givesRightAnswer } from '../../keycloak/machine/gives-right-answer.ts';
import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { BrowserState, End, Step, Trace } from '../../trace.ts';
import { columns } from '../compare.ts';
import type { ExpectedState } from '../contract.ts';
import { edgesTo, startOf, type Visited } from './search.ts';
import type { SightedMachine, Way } from './sighted-machine.ts';

/** Where a prediction first leaves what is promised: the index of the column, and how many pages have been shown by then. */
export interface Departure {
  readonly column: number;
  readonly says: string;
  readonly step: Step | undefined;
}

/** The first column in which promise and prediction differ, or else their ends; undefined when they agree as far as can be known. */
export function departure(promised: readonly ExpectedState[], predicted: Trace): Departure | undefined {
  const isKnown = predicted.unsupported.length === 0;
  const foretold = columns(isKnown ? predicted.steps : knownSteps(predicted.steps));
  const length = isKnown ? Math.max(promised.length, foretold.length) : foretold.length;
  for (let column = 0; column < length; column += 1) {
    const [wanted, step] = [promised[column], foretold[column]];
    if (keeps(wanted, step)) continue;
    return {
      column,
      step: step ?? foretold.at(-1),
      says: `is promised ${wantedText(wanted)}, predicted ${step ? stepText(step) : 'nothing further'}`,
    };
  }
  const last = promised.at(-1);
  if (!isKnown || !last || ENDS[last.state].includes(predicted.end.kind)) return undefined;
  const says = `is promised to end in ${last.state}, predicted to end as ${predicted.end.kind}`;
  return { column: promised.length - 1, step: foretold.at(-1), says };
}

/** Where a provider is missed, the error page of a stock server stands for what nobody knows. */
function knownSteps(steps: readonly Step[]): readonly Step[] {
  return steps.at(-1)?.page === 'error' ? steps.slice(0, -1) : steps;
}

const ON_A_PAGE: readonly End['kind'][] = ['stopped', 'blocked'];

/** How a journey can end whose last promised column is this one. */
const ENDS: Readonly<Record<BrowserState, readonly End['kind'][]>> = {
  login: ON_A_PAGE,
  mfa_challenge: ON_A_PAGE,
  mfa_enrollment: ON_A_PAGE,
  required_action: ON_A_PAGE,
  consent: ON_A_PAGE,
  select_authenticator: ON_A_PAGE,
  callback: ['callback'],
  callback_error: ['callback-error'],
  blocked: ['blocked'],
  excluded: ['blocked', 'error'],
  error: ['error'],
  unknown: ['unknown', 'stopped'],
};

function keeps(wanted: ExpectedState | undefined, step: Step | undefined): boolean {
  return wanted?.state === step?.state && (!wanted?.page || wanted.page === step?.page);
}

function wantedText(wanted: ExpectedState | undefined): string {
  return wanted ? [wanted.state, wanted.page].filter(Boolean).join('/') : 'nothing further';
}

/** `state/page` as a contract writes it; a page that is named like its state needs no saying twice. */
export function stepText({ state, page }: Step): string {
  return page.replaceAll('-', '_') === state ? state : `${state}/${page}`;
}

/** A way through the machine that shows the pages of the prediction, right answers first; undefined when there is none. */
export function edgesShowing(sighted: SightedMachine, steps: readonly Step[]): MachineEdge[] | undefined {
  let level: Visited[] = [startOf(sighted)];
  for (const step of steps.slice(1))
    level = level.flatMap((visited) => showing(sighted, visited, step)).filter(isFirst);
  return level[0] && edgesTo(level[0]);
}

function showing(sighted: SightedMachine, before: Visited, { page, message }: Step): Visited[] {
  return rightFirst(sighted, before)
    .filter(({ to }) => to.page === page && to.message === message)
    .map((way) => ({ state: way.to, arrives: way.arrives, way, memory: 0, before }));
}

/** Of several ways into one state, the first one found is enough. */
function isFirst({ state }: Visited, index: number, level: readonly Visited[]): boolean {
  return level.findIndex((other) => other.state === state) === index;
}

function rightFirst({ ways }: SightedMachine, { state }: Visited): Way[] {
  const on = ways.get(state.id) ?? [];
  return on.toSorted((one, other) => Number(givesRightAnswer(other.edge)) - Number(givesRightAnswer(one.edge)));
}
