import type { Flow, Realm } from '../../keycloak/realm.ts';
import { namesIn, type RealmDocument } from './document.ts';

/**
 * A realm export with what an import adds where nothing is written, as far as a login meets it: the required actions, the
 * OTP policy and the built-in flows behind the browser flow. What is not written could not be changed. The engine reads both alike.
 */
export function writtenOut(document: RealmDocument, realm: Realm): RealmDocument {
  return {
    ...('requiredActions' in document ? {} : { requiredActions: actionsOf(realm) }),
    ...('otpPolicyType' in document ? {} : otpPolicyOf(realm)),
    ...document,
    ...flowsOf(document, realm),
  };
}

function actionsOf({ required_actions }: Realm) {
  return [...required_actions.values()].map(({ provider_id, default_action, ...action }) => ({
    ...action,
    providerId: provider_id,
    defaultAction: default_action,
  }));
}

function otpPolicyOf({ otp_policy }: Realm) {
  return {
    otpPolicyType: otp_policy.type,
    otpPolicyAlgorithm: otp_policy.algorithm,
    otpPolicyDigits: otp_policy.digits,
    otpPolicyPeriod: otp_policy.period,
    otpPolicyLookAheadWindow: otp_policy.look_ahead,
    otpPolicyCodeReusable: otp_policy.reusable,
  };
}

/** Configurations of built-in flows are left out where the document has none of them: they come with the flow. */
function flowsOf(document: RealmDocument, realm: Realm): RealmDocument {
  const written = new Set(namesIn(document['authenticationFlows'], 'alias'));
  const missing = behind(realm, realm.browser_flow).filter(({ alias }) => !written.has(alias));
  if (missing.length === 0) return {};
  const before = document['authenticationFlows'];
  const all = Array.isArray(before) && before.length > 0 ? missing : [...realm.flows.values()];
  return {
    authenticationFlows: [...(Array.isArray(before) ? before : []), ...all.map(flowDocument)],
    ...configsOf(document, all),
  };
}

function behind({ flows }: Pick<Realm, 'flows'>, alias: string | undefined): Flow[] {
  const flow = flows.get(alias ?? '');
  if (!flow) return [];
  const below = flow.executions.flatMap(({ flow: child }) => behind({ flows }, child));
  return [flow, ...below];
}

function flowDocument({ id, alias, provider_id, top_level, executions }: Flow) {
  return {
    ...(id === '' ? {} : { id }),
    ...{ alias, providerId: provider_id, topLevel: top_level, builtIn: true },
    authenticationExecutions: executions.map(({ id: row, authenticator, flow, requirement, priority, config }) => ({
      ...(authenticator === undefined ? {} : { authenticator }),
      ...(flow === undefined ? {} : { flowAlias: flow }),
      ...(config && { authenticatorConfig: row }),
      ...{ authenticatorFlow: flow !== undefined, requirement, priority },
    })),
  };
}

function configsOf(document: RealmDocument, flows: readonly Flow[]): RealmDocument {
  const added = flows
    .flatMap(({ executions }) => executions)
    .flatMap(({ id, config }) => (config ? [{ alias: id, config }] : []));
  const before = document['authenticatorConfig'];
  return added.length === 0 ? {} : { authenticatorConfig: [...(Array.isArray(before) ? before : []), ...added] };
}
