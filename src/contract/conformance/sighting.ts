import type { MachineState } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';

/** The page on which a login asks what happens in a flow, and not in a required action. */
export const OF_A_FLOW = 'flow';

/**
 * What a recording knows of one page: every member that is given must hold. Without any, some page was shown. `at` is the
 * place in the recording. `action`: alias of the required action whose page it is, `OF_A_FLOW` for any other. `again`:
 * whether it is about the same execution as the page before. `message: null`: the page was seen without one.
 */
export interface Sighting {
  readonly at: string;
  readonly page?: string;
  readonly state?: BrowserState;
  readonly action?: string;
  readonly again?: boolean;
  readonly message?: string | null;
  readonly error?: string;
  /** What no login of the contract's client shows. */
  readonly foreign?: string;
}

/** A page a login may show: the state of the machine, what it is to a browser, and the page before it. */
export interface Shown {
  readonly to: MachineState;
  readonly arrives: BrowserState;
  readonly from?: MachineState | undefined;
}

type Kind = Exclude<keyof Sighting, 'at'>;

/** One row per thing that can be known of a page. */
const HOLDS: Readonly<Record<Kind, (sighting: Sighting, shown: Shown) => boolean>> = {
  page: ({ page }, { to }) => to.page === page,
  state: ({ state }, { arrives }) => arrives === state,
  action: ({ action }, { to }) => to.end === undefined && actionOf(to) === action,
  again: ({ again }, { to, from }) => from === undefined || (from.because.execution === to.because.execution) === again,
  message: ({ message }, { to }) => (to.message ?? null) === message,
  error: ({ error }, { to }) => to.end?.error === error,
  foreign: () => false,
};
const KINDS = Object.keys(HOLDS) as Kind[];

/** Rows of flows are named `<flow>/<step>`, required actions by their alias alone. */
function actionOf({ because: { execution } }: MachineState): string {
  return execution === '' || execution.includes('/') ? OF_A_FLOW : execution;
}

/** Whether this page may be the one that was seen; `except` leaves one kind of knowledge out. */
export function mayBe(sighting: Sighting, shown: Shown, except?: Kind): boolean {
  const isPage = shown.to.end === undefined || shown.to.end.kind === 'error';
  const isNamed = sighting.page !== undefined || sighting.state !== undefined;
  if (!isNamed && !isPage) return false;
  return KINDS.every((kind) => kind === except || sighting[kind] === undefined || HOLDS[kind](sighting, shown));
}

/** `login-otp "Invalid authenticator code."`, `a page of CONFIGURE_TOTP`, `a page`. */
export function sightingText({ page, state, action, message, error, foreign }: Sighting): string {
  if (foreign !== undefined) return foreign;
  const named = page ?? (state && `a page of state ${state}`) ?? (action && ofAction(action)) ?? 'a page';
  return [named, error && `(${error})`, message && JSON.stringify(message)].filter(Boolean).join(' ');
}

function ofAction(action: string): string {
  return action === OF_A_FLOW ? 'a page of an authentication flow' : `a page of ${action}`;
}
