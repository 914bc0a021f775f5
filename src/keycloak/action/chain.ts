import { currentUser, dropAction, type Run } from '../flow/run.ts';
import { type PageParts, showPage } from '../flow/show-page.ts';
import { crash, type Stop } from '../flow/turn.ts';
import type { Submit } from '../input.ts';
import { byPriority } from '../read/read-actions.ts';
import type { RequiredAction, User } from '../realm.ts';
import { parameter } from '../request.ts';
import type { Acting, ActionProvider, ActionResult } from './action.ts';
import { consentTexts, grantConsents, missingConsents, OAUTH_GRANT } from './consent.ts';
import { ACTION_PROVIDERS } from './required-actions.ts';

/** How the chain after the flow goes on; `undefined`: nothing is left, the login is complete. */
export type ChainEnd = Stop | undefined;

/** Runs what is left after the flow: required actions by priority, the application's own, consent. Source: `AuthenticationManager.actionRequired`. */
export function runChain(run: Run): ChainEnd {
  const ignored = new Set<string>();
  for (;;) {
    runTriggers(run, ignored);
    const [next] = applicableActions(run, ignored);
    if (!next) return askConsent(run);
    const end = challengeAction(run, next, ignored);
    if (end) return end;
  }
}

/** Whether anything is left to ask: what `prompt=none` needs to know. */
export function isAnythingLeft(run: Run): boolean {
  const ignored = new Set<string>();
  runTriggers(run, ignored);
  const user = currentUser(run);
  return applicableActions(run, ignored).length > 0 || (user !== undefined && missingConsents(run, user).length > 0);
}

/** Enabled actions of providers the server lacks are skipped here; only running one of them fails. */
function runTriggers(run: Run, ignored: ReadonlySet<string>): void {
  for (const { enabled, provider_id } of run.realm.required_actions.values()) {
    const user = currentUser(run);
    if (user && enabled && !ignored.has(provider_id)) ACTION_PROVIDERS.get(provider_id)?.trigger?.(run, user);
  }
}

/** Source: `AuthenticationManager.getApplicableRequiredActionsSorted`. */
function applicableActions(run: Run, ignored: ReadonlySet<string>): RequiredAction[] {
  const { realm, login } = run;
  const owed = [...new Set([...(currentUser(run)?.required_actions ?? []), ...login.session_actions])]
    .flatMap((alias) => realm.required_actions.get(alias) ?? [])
    .filter(({ enabled, provider_id }) => enabled && !ignored.has(provider_id));
  const requested = requestedAction(run);
  if (!requested) return owed.toSorted(byPriority);
  if (owed.includes(requested)) login.kc_action_enforced = requested.provider_id;
  const others = owed.filter((action) => action !== requested);
  if (owed.includes(requested) || realm.version.traits.kc_action === 'by-priority')
    return [...others, requested].toSorted(byPriority);
  return [...others.toSorted(byPriority), requested];
}

/** The action the application asked for; one that the realm does not have fails at once, without stopping the login. */
function requestedAction(run: Run): RequiredAction | undefined {
  const { kc_action } = run.login;
  if (kc_action === undefined) return undefined;
  const action = run.realm.required_actions.get(kc_action);
  if (action?.enabled) return action;
  setActionStatus(run, kc_action, 'error');
  return undefined;
}

/** The result goes to the application and ends its request. Source: `AuthenticationManager.setKcActionStatus`. */
function setActionStatus(run: Run, provider: string, status: string): void {
  if (run.login.kc_action !== provider) return;
  const { kc_action: _ended, kc_action_executing: _executed, ...login } = run.login;
  run.login = { ...login, kc_action_status: status };
}

function challengeAction(run: Run, registered: RequiredAction, ignored: Set<string>): ChainEnd {
  const user = currentUser(run);
  const provider = ACTION_PROVIDERS.get(registered.provider_id);
  if (!user || !provider) return crash(registered.alias, `unknown required action ${registered.provider_id}`);
  if (run.login.kc_action === registered.provider_id) {
    if (!provider.initiated) {
      ignoreAction(run, registered, ignored);
      return undefined;
    }
    run.login.kc_action_executing = registered.provider_id;
  }
  return settle(run, registered, { result: provider.challenge({ run, user, registered }), ignored });
}

interface Settled {
  readonly result: ActionResult;
  readonly ignored: Set<string>;
}

function settle(run: Run, registered: RequiredAction, { result, ignored }: Settled): ChainEnd {
  if (result.kind === 'page') return showAction(run, registered, result.page);
  if (result.kind === 'stop') return result.stop;
  if (result.kind === 'failure') return refusedByUser(run, result.description);
  if (result.kind === 'ignore') ignoreAction(run, registered, ignored);
  else completeAction(run, registered);
  return undefined;
}

function ignoreAction(run: Run, { provider_id }: RequiredAction, ignored: Set<string>): void {
  setActionStatus(run, provider_id, 'error');
  ignored.add(provider_id);
}

function completeAction(run: Run, { provider_id }: RequiredAction): void {
  const user = currentUser(run);
  if (user) dropAction(run, user, provider_id);
  setActionStatus(run, provider_id, 'success');
}

function refusedByUser(run: Run, description: string | undefined): Stop {
  const redirect_uri = parameter(run.login.request, 'redirect_uri') ?? '';
  const error_description = description === undefined ? {} : { error_description: description };
  return {
    kind: 'callback-error',
    redirect_uri,
    error: 'access_denied',
    ...error_description,
    rule: 'refused-by-user',
  };
}

/** An action that the application asked for can be cancelled and shows no reminder, unless the user owes it anyway. */
function showAction(run: Run, registered: RequiredAction, parts: PageParts): Stop {
  const { login } = run;
  login.phase = 'action';
  login.action = registered.alias;
  const isInitiated = login.kc_action_executing === registered.provider_id;
  const cancel = isInitiated && login.kc_action_enforced !== registered.provider_id;
  const messages = (parts.messages ?? []).filter(({ type }) => !(cancel && type === 'warning'));
  const because = {
    execution: registered.alias,
    requirement: 'REQUIRED',
    rule: reasonOf(run, registered, isInitiated),
  };
  return showPage(run, because, { ...parts, messages, cancel });
}

function reasonOf(run: Run, { alias }: RequiredAction, isInitiated: boolean): string {
  if (isInitiated) return 'action-requested';
  return currentUser(run)?.required_actions.includes(alias) ? 'action-of-user' : 'action-of-login';
}

function askConsent(run: Run): ChainEnd {
  const user = currentUser(run);
  const names = user ? missingConsents(run, user) : [];
  if (names.length === 0) return undefined;
  const { action: _done, ...login } = run.login;
  run.login = { ...login, phase: 'consent' };
  const because = { execution: OAUTH_GRANT, requirement: 'REQUIRED', rule: 'consent-missing' };
  return showPage(run, because, { page: 'login-oauth-grant', consents: consentTexts(run, names) });
}

/** A form post on the current action. Source: `LoginActionsService.processRequireAction`. */
export function actOnAction(run: Run, input: Submit): ChainEnd {
  const current = currentAction(run);
  if ('kind' in current) return current;
  const result = current.provider.act(current, input);
  const ignored = new Set<string>();
  return settle(run, current.registered, { result, ignored }) ?? runChain(run);
}

/** Only an action that the application asked for, and that the user does not owe, has a cancel button. */
export function cancelAction(run: Run): ChainEnd {
  const current = currentAction(run);
  if ('kind' in current) return current;
  const { provider_id } = current.registered;
  const { kc_action_executing, kc_action_enforced } = run.login;
  const isCancellable = kc_action_executing === provider_id && kc_action_enforced !== provider_id;
  if (isCancellable) setActionStatus(run, provider_id, 'cancelled');
  return runChain(run);
}

interface CurrentAction extends Acting {
  readonly provider: ActionProvider;
}

function currentAction(run: Run): CurrentAction | Stop {
  const registered = run.login.action === undefined ? undefined : run.realm.required_actions.get(run.login.action);
  const user: User | undefined = currentUser(run);
  const provider = registered && ACTION_PROVIDERS.get(registered.provider_id);
  if (!registered || !provider || !user) return crash(run.login.action ?? '', 'no such required action');
  return { run, user, registered, provider };
}

/** The answer on the consent page. Source: `LoginActionsService.processConsent`. */
export function answerConsent(run: Run, accept: boolean): ChainEnd {
  const user = currentUser(run);
  if (!accept || !user) return refusedByUser(run, undefined);
  grantConsents(run, user, missingConsents(run, user));
  return undefined;
}
