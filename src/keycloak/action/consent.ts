import { changeUser, type Run } from '../flow/run.ts';
import { effectiveScopes } from '../gate/scopes.ts';
import { own } from '../own.ts';
import type { User } from '../realm.ts';
import { parameter } from '../request.ts';

/** The execution name of the consent page. */
export const OAUTH_GRANT = 'OAUTH_GRANT';

/** Stands for the client itself among the granted scopes. */
const CLIENT_ITSELF = '';

/** Scopes to ask for, as stored names: those shown on the consent page and not granted before. */
export function missingConsents(run: Run, user: User): string[] {
  if (!run.client.consent_required) return [];
  const prompts = parameter(run.login.request, 'prompt')?.split(' ') ?? [];
  const granted = prompts.includes('consent') ? [] : (own(user.consents, run.client.client_id) ?? []);
  return shownScopes(run).filter((name) => !granted.includes(name));
}

function shownScopes(run: Run): string[] {
  const own = run.client.attributes['display.on.consent.screen'] === 'true' ? [CLIENT_ITSELF] : [];
  const scopes = effectiveScopes(run).filter((name) => run.realm.client_scopes.get(name)?.on_consent_screen);
  return [...own, ...scopes];
}

/** The texts of the page. */
export function consentTexts({ realm, client }: Run, names: readonly string[]): string[] {
  const own = client.attributes['consent.screen.text'] || client.name || client.client_id;
  return names.map((name) => (name === CLIENT_ITSELF ? own : (realm.client_scopes.get(name)?.consent_text ?? name)));
}

/** What is accepted once is not asked again, in any browser. */
export function grantConsents(run: Run, user: User, names: readonly string[]): void {
  const { client_id } = run.client;
  const before = own(user.consents, client_id) ?? [];
  const consents = { ...user.consents, [client_id]: [...new Set([...before, ...names])] };
  changeUser(run, { ...user, consents });
}
