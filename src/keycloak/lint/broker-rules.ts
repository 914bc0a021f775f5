import { USER_CONFIGURED } from '../provider-ids.ts';
import { elements, flag, member, text } from '../read/document-node.ts';
import { rowName } from './journeys.ts';
import { isGuardedBy, providersBelow } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import { isDemand } from './second-factor.ts';
import type { Subject } from './subject.ts';

const IDP = { alias: 'partner', providerId: 'oidc', enabled: true };

/** The way around the browser flow by an identity provider. */
export const BROKER_RULES: readonly SpokenRule[] = [
  {
    id: 'L-13',
    class: 'security',
    title: 'Identity providers go around the browser flow',
    looks_for:
      'an enabled identity provider whose post-broker flow has neither a second factor nor a refusal, while the browser flow demands one of them. (A factor that only those who set it up are asked for is not meant.)',
    detect: brokersAround,
    effect:
      'After the identity provider the rest of the browser flow is skipped: its users log in without the second factor, and without being refused.',
    fix: 'Bind a post login flow (postBrokerLoginFlowAlias) that demands the same.',
    evidence: ['IdentityProviderAuthenticator', 'IdentityBrokerService.afterPostBrokerLoginFlow', '#39833'],
    example: {
      triggers: {
        flow: 'auth-username-password-form REQUIRED\nauth-otp-form REQUIRED',
        realm: { identityProviders: [IDP] },
      },
      at: 'identityProviders[alias=partner].postBrokerLoginFlowAlias',
      says: 'without auth-otp-form',
      twin: {
        flow: 'auth-username-password-form REQUIRED\nauth-otp-form REQUIRED',
        flows: { after: 'auth-otp-form REQUIRED' },
        realm: { identityProviders: [{ ...IDP, postBrokerLoginFlowAlias: 'after' }] },
      },
    },
  },
];

function brokersAround({ realm, root, steps }: Subject): Found[] {
  const demands = steps.filter(
    (spot) =>
      spot.top === realm.browser_flow && isDemand(spot.execution.authenticator) && !isGuardedBy(spot, USER_CONFIGURED),
  );
  if (demands.length === 0) return [];
  const names = [...new Set(demands.map(({ execution }) => rowName(execution)))].join(', ');
  return elements(member(root, 'identityProviders')).flatMap((node) => {
    const isUsed = flag(member(node, 'enabled'), true) && !flag(member(node, 'linkOnly'), false);
    const after = realm.flows.get(text(member(node, 'postBrokerLoginFlowAlias')) ?? '');
    const alias = text(member(node, 'alias'));
    if (!isUsed || after?.executions.some((row) => providersBelow(realm, row).some(isDemand))) return [];
    const message = `Users of "${alias}" log in without ${names}, which the browser flow "${realm.browser_flow}" demands.`;
    return [{ at: `identityProviders[alias=${alias}].postBrokerLoginFlowAlias`, message }];
  });
}
