import { actOnAction, answerConsent, cancelAction, runChain } from './action/chain.ts';
import { OAUTH_GRANT } from './action/consent.ts';
import { afterChain, afterFlow } from './complete.ts';
import { act, choose, runTop } from './flow/act.ts';
import { finishLogin } from './flow/finish.ts';
import { newLogin } from './flow/new-login.ts';
import { currentUser, type Run } from './flow/run.ts';
import { selectorPage } from './flow/run-flow.ts';
import { validSession } from './flow/session.ts';
import { showPage } from './flow/show-page.ts';
import { isStop, raise, type Stop } from './flow/turn.ts';
import type { Input } from './input.ts';
import type { Login } from './login.ts';
import type { Execution } from './realm.ts';
import { openRegistration, registerUser } from './registration.ts';
import { parameter } from './request.ts';

/** What a person did on the current page, by the phase the login is in. */
export function answer(run: Run, input: Input): Stop {
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
  return asksRegistration(fresh) ? openRegistration(run) : afterFlow(run, runTop(run));
}

/** `prompt=create`: the request begins with the registration page. */
export function asksRegistration({ request }: Login): boolean {
  return parameter(request, 'prompt')?.split(' ').includes('create') === true;
}

function resetPage(run: Run): Stop {
  if (run.login.phase === 'reset')
    return { kind: 'unsupported', what: 'reset-password', reason: 'the mail it sends cannot be read here' };
  run.login.phase = 'reset';
  const because = { execution: 'reset-credentials', requirement: 'REQUIRED', rule: 'reset-password' };
  return showPage(run, because, { page: 'login-reset-password' });
}
