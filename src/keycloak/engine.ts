import { isAnythingLeft } from './action/chain.ts';
import { answer, asksRegistration } from './answer.ts';
import { afterFlow, unfinished } from './complete.ts';
import { runTop } from './flow/act.ts';
import { errorPage } from './flow/error-page.ts';
import { finishLogin } from './flow/finish.ts';
import { newLogin } from './flow/new-login.ts';
import type { Run } from './flow/run.ts';
import { isStop, type Stop } from './flow/turn.ts';
import { passGate } from './gate/request-gate.ts';
import type { Input } from './input.ts';
import type { Login } from './login.ts';
import { message } from './messages.ts';
import type { Outcome, Transition } from './outcome.ts';
import type { Client, Realm } from './realm.ts';
import { openRegistration } from './registration.ts';
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
  if (!client?.enabled) return { world, outcome: requesterGone(realm, client) };
  const run: Run = { realm, client, world, login: { ...login } };
  return transition(run, answer(run, input));
}

/** The client was removed or disabled while its login was open (`SessionCodeChecks`). */
function requesterGone(realm: Realm, client: Client | undefined): Outcome {
  const key = client ? 'loginRequesterNotEnabledMessage' : 'unknownLoginRequesterMessage';
  return { kind: 'error', text: message(realm, key), status: 400, rule: 'client-gone' };
}

function transition({ world, login, realm }: Run, stopped: Stop): Transition {
  const outcome = settle(realm, stopped);
  return outcome.kind === 'page' ? { world, login, outcome } : { world, outcome };
}

function settle(realm: Realm, stopped: Stop): Outcome {
  return stopped.kind === 'raised' || stopped.kind === 'crashed' ? errorPage(realm, stopped) : stopped;
}

function begin(run: Run): Transition {
  const prompts = parameter(run.login.request, 'prompt')?.split(' ') ?? [];
  if (asksRegistration(run.login)) return transition(run, openRegistration(run));
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
