import { actOnAction, answerConsent, type ChainEnd, cancelAction, isAnythingLeft, runChain } from './action/chain.ts';
import { OAUTH_GRANT } from './action/consent.ts';
import { errorPage, failedFlowPage } from './flow/error-page.ts';
import { finishLogin } from './flow/finish.ts';
import { act, choose, type FlowEnd, runTop, selectorPage } from './flow/flow-engine.ts';
import { currentUser, type Run } from './flow/run.ts';
import { validSession } from './flow/session.ts';
import { showPage } from './flow/show-page.ts';
import { isStop, raise, type Stop } from './flow/turn.ts';
import { requestedAcr } from './gate/acr.ts';
import { passGate } from './gate/request-gate.ts';
import type { Input } from './input.ts';
import type { Login } from './login.ts';
import { message } from './messages.ts';
import type { Outcome, Transition } from './outcome.ts';
import type { Client, Execution, Realm } from './realm.ts';
import { openRegistration, registerUser } from './registration.ts';
import { parameter, type Request } from './request.ts';
import type { World } from './world.ts';

/**
 * Answers a GET on the authorization endpoint: the first page, or how the login ended at once.
 * Pure and total: what cannot be known is an `unsupported` outcome.
 */
export function authorize(realm: Realm, world: World, request: Request): Transition {
  const gate = passGate(realm, request);
  if (gate.kind !== 'open') return { world, outcome: gate };
  const login = newLogin(realm, gate.client, { ...request, redirect_uri: gate.redirect_uri });
  if (isStop(login)) return { world, outcome: settle(realm, login) };
  return begin({ realm, client: gate.client, world, login });
}

/** Answers what a person did on the current page of `login`. */
export function submit(realm: Realm, world: World, login: Login, input: Input): Transition {
  const client = realm.clients.get(parameter(login.request, 'client_id') ?? '');
  if (!client)
    return { world, outcome: { kind: 'error', text: 'Unknown login requester', status: 400, rule: 'client-gone' } };
  const run: Run = { realm, client, world, login: { ...login } };
  return transition(run, answer(run, input));
}

function transition({ world, login, realm }: Run, stopped: Stop): Transition {
  const outcome = settle(realm, stopped);
  return outcome.kind === 'page' ? { world, login, outcome } : { world, outcome };
}

function settle(realm: Realm, stopped: Stop): Outcome {
  return stopped.kind === 'raised' || stopped.kind === 'crashed' ? errorPage(realm, stopped) : stopped;
}

function newLogin(realm: Realm, client: Client, request: Request): Login | Stop {
  const acr = requestedAcr(realm, client, request);
  if (isStop(acr)) return acr;
  if (acr.invalid)
    return {
      kind: 'error',
      text: message(realm, 'invalidParameterMessage', 'claims'),
      status: 400,
      rule: 'acr-invalid',
    };
  const [kc_action, kc_action_parameter] = splitAction(parameter(request, 'kc_action'));
  return {
    request,
    flow: client.browser_flow ?? realm.browser_flow ?? '',
    phase: 'flow',
    status: {},
    selector: false,
    user_preset: false,
    username_hidden: false,
    password_validated: false,
    remember_me: false,
    sso: false,
    forced_reauthentication: false,
    session_actions: [],
    ...(kc_action === undefined ? {} : { kc_action }),
    ...(kc_action_parameter === undefined ? {} : { kc_action_parameter }),
    used_credentials: [],
    levels: { requested: acr.requested, forced: acr.forced, current: -1, reached: {}, completed: false },
    new_session: false,
  };
}

/** `ACTION:parameter`, split at the first colon. */
function splitAction(value: string | undefined): readonly [string?, string?] {
  if (value === undefined || value === '') return [];
  const colon = value.indexOf(':');
  return colon < 0 ? [value] : [value.slice(0, colon), value.slice(colon + 1)];
}

function begin(run: Run): Transition {
  const prompts = parameter(run.login.request, 'prompt')?.split(' ') ?? [];
  if (prompts.includes('create')) return transition(run, openRegistration(run));
  if (prompts.includes('none')) return transition(run, passively(run));
  return transition(run, afterFlow(run, runTop(run)));
}

/** `prompt=none`: whatever would be shown is an error for the application; what breaks is still shown here. */
function passively(run: Run): Stop {
  const failed = unfinished(run, runTop(run));
  if (failed) return isChallenge(failed) ? passiveError(run, 'login_required') : failed;
  return isAnythingLeft(run) ? passiveError(run, 'interaction_required') : finishLogin(run);
}

/** Pages and refusals of steps are challenges; errors of the engine are not. */
function isChallenge(stopped: Stop): boolean {
  return (
    stopped.kind === 'page' || stopped.kind === 'idp' || (stopped.kind === 'error' && CHALLENGE_RULES.has(stopped.rule))
  );
}

const CHALLENGE_RULES: ReadonlySet<string> = new Set(['access-denied', 'session-limit', 'organization-membership']);

function passiveError(run: Run, error: string): Stop {
  const redirect_uri = parameter(run.login.request, 'redirect_uri') ?? '';
  return { kind: 'callback-error', redirect_uri, error, rule: 'prompt-none' };
}

function afterFlow(run: Run, end: FlowEnd): Stop {
  return unfinished(run, end) ?? afterChain(run, runChain(run));
}

/** Why the flow is not over in success. Source: `AuthenticationProcessor.authenticateOnly`. */
function unfinished(run: Run, { turn, successful, errors }: FlowEnd): Stop | undefined {
  if (turn) return turn;
  if (!currentUser(run)) return raise('UNKNOWN_USER', run.login.flow);
  return successful ? undefined : failedFlowPage(run.realm, errors);
}

function afterChain(run: Run, end: ChainEnd): Stop {
  return end ?? finishLogin(run);
}

function answer(run: Run, input: Input): Stop {
  if (input.kind === 'restart') return restart(run);
  if (input.kind === 'register') return openRegistration(run);
  if (input.kind === 'reset-password') return resetPage(run);
  return BY_PHASE[run.login.phase](run, input);
}

type Answer = (run: Run, input: Input) => Stop;

const BY_PHASE: Readonly<Record<Login['phase'], Answer>> = {
  flow: answerFlow,
  action: answerAction,
  consent: answerConsentPage,
  expired: answerExpired,
  register: answerRegistration,
  reset: (run) => resetPage(run),
};

function answerFlow(run: Run, input: Input): Stop {
  const refused = checkUser(run);
  if (refused) return refused;
  const execution = run.realm.executions.get(run.login.current ?? '');
  if (!execution || input.kind === 'refresh' || input.kind === 'continue') return afterFlow(run, runTop(run));
  return STEP_INPUTS[input.kind]?.(run, execution, input) ?? afterFlow(run, runTop(run));
}

/** Somebody disabled since, or a service account, goes no further. Source: `AuthenticationProcessor.validateUser`. */
function checkUser(run: Run): Stop | undefined {
  const user = currentUser(run);
  if (user && !user.enabled) return raise('USER_DISABLED', run.login.flow);
  return user?.service_account ? raise('UNKNOWN_USER', run.login.flow) : undefined;
}

type StepInput = (run: Run, execution: Execution, input: Input) => Stop | undefined;

const STEP_INPUTS: Readonly<Partial<Record<Input['kind'], StepInput>>> = {
  submit: (run, execution, input) => (input.kind === 'submit' ? afterFlow(run, act(run, execution, input)) : undefined),
  choose: (run, execution, input) =>
    input.kind === 'choose' ? afterFlow(run, choose(run, execution, input.execution)) : undefined,
  'try-another-way': (run, execution) => {
    run.login.selector = true;
    return selectorPage(run, execution);
  },
  cancel: (run) => ({
    kind: 'callback-error',
    redirect_uri: parameter(run.login.request, 'redirect_uri') ?? '',
    error: 'access_denied',
    rule: 'cancelled',
  }),
  revisit: (run, _execution, input) => (input.kind === 'revisit' ? revisit(run, input.execution) : undefined),
};

/** An earlier address: its page again while it is current or was challenged, else the expired page. */
function revisit(run: Run, execution: string): Stop {
  const isOpen = run.login.current === execution || run.login.status[execution] === 'CHALLENGED';
  return isOpen && run.login.phase === 'flow' ? afterFlow(run, runTop(run)) : expiredPage(run);
}

function expiredPage(run: Run): Stop {
  run.login.phase = 'expired';
  const because = {
    execution: run.login.action ?? run.login.current ?? '',
    requirement: 'REQUIRED',
    rule: 'page-expired',
  };
  return showPage(run, because, { page: 'login-page-expired' });
}

function answerExpired(run: Run, input: Input): Stop {
  const isBack = input.kind === 'continue' || (input.kind === 'revisit' && input.execution === currentAddress(run));
  return isBack ? showCurrent(run) : expiredPage(run);
}

/** What the login is really at, behind an expired page. */
function currentAddress({ login }: Run): string {
  return login.current ?? login.action ?? OAUTH_GRANT;
}

function showCurrent(run: Run): Stop {
  run.login.phase = 'flow';
  return run.login.current === undefined ? afterChain(run, runChain(run)) : afterFlow(run, runTop(run));
}

function answerAction(run: Run, input: Input): Stop {
  const refused = checkUser(run);
  if (refused) return refused;
  if (input.kind === 'submit') return afterChain(run, actOnAction(run, input));
  if (input.kind === 'cancel') return afterChain(run, cancelAction(run));
  if (input.kind === 'revisit' && input.execution !== run.login.action) return expiredPage(run);
  return afterChain(run, runChain(run));
}

function answerConsentPage(run: Run, input: Input): Stop {
  if (input.kind === 'cancel') return answerConsentWith(run, false);
  if (input.kind === 'submit') return answerConsentWith(run, input.accept !== false);
  return input.kind === 'revisit' ? expiredPage(run) : afterChain(run, runChain(run));
}

function answerConsentWith(run: Run, accept: boolean): Stop {
  return answerConsent(run, accept) ?? finishLogin(run);
}

function answerRegistration(run: Run, input: Input): Stop {
  if (input.kind === 'continue') return backToLogin(run);
  if (input.kind !== 'submit') return openRegistration(run);
  const refused = registerUser(run, input);
  return refused ?? afterChain(run, runChain(run));
}

function backToLogin(run: Run): Stop {
  run.login.phase = 'flow';
  return afterFlow(run, runTop(run));
}

/** The start-over link: a new login for the same request; whoever logs in replaces a session that is there. Source: `LoginActionsService.restartSession`. */
function restart(run: Run): Stop {
  const fresh = newLogin(run.realm, run.client, run.login.request);
  if (isStop(fresh)) return fresh;
  const hasSession = validSession(run.realm, run.world) !== undefined;
  if (hasSession) {
    const { session: _left, ...world } = run.world;
    run.world = world;
  }
  run.login = { ...fresh, new_session: hasSession };
  return afterFlow(run, runTop(run));
}

function resetPage(run: Run): Stop {
  if (run.login.phase === 'reset')
    return { kind: 'unsupported', what: 'reset-password', reason: 'the mail it sends cannot be read here' };
  run.login.phase = 'reset';
  const because = { execution: 'reset-credentials', requirement: 'REQUIRED', rule: 'reset-password' };
  return showPage(run, because, { page: 'login-reset-password' });
}
