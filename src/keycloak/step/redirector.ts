import type { Run } from '../flow/run.ts';
import { parameter } from '../request.ts';
import { ATTEMPTED, type Authenticator, type Result, SUCCESS, stop } from './step.ts';

/** Source: `IdentityProviderAuthenticator`: a hint, even an empty one, goes before the configured default. */
export const redirector: Authenticator = {
  requires_user: false,
  user_setup: true,
  label: 'identity-provider-redirector-display-name',
  required_actions: [],
  configured: () => true,
  authenticate: ({ run, execution }) => {
    const hint = parameter(run.login.request, 'kc_idp_hint');
    return redirect(run, hint ?? execution.config?.['defaultProvider']);
  },
  act: () => SUCCESS,
};

function redirect({ realm }: Run, alias: string | undefined): Result {
  const provider = alias === undefined ? undefined : realm.identity_providers.get(alias);
  return provider?.enabled && !provider.link_only ? stop({ kind: 'idp', alias: provider.alias }) : ATTEMPTED;
}
