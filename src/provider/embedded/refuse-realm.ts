import { authorize } from '../../keycloak/engine.ts';
import { PASSWORDLESS_FORM, WEBAUTHN_FORM, X509_FORM } from '../../keycloak/provider-ids.ts';
import type { Execution, Realm } from '../../keycloak/realm.ts';
import { AUTHENTICATORS } from '../../keycloak/step/authenticators.ts';
import { isCondition } from '../../keycloak/step/conditions.ts';
import { emptyWorld } from '../../keycloak/world.ts';
import { Problem, type ProblemDetails } from '../../problem.ts';
import { unknownPolicies } from './password-policy.ts';

/** Steps whose proof needs a device or a certificate that this simulation does not check. */
const UNCHECKED: ReadonlySet<string> = new Set([WEBAUTHN_FORM, PASSWORDLESS_FORM, X509_FORM]);

interface Refused {
  readonly what: string;
  readonly path: string;
}

/** Throws one `realm-unsupported` problem that names everything in the realm that could only be approximated. */
export function refuseUnsupported(realm: Realm, now: number): void {
  const [first, ...more] = [...uncheckedSteps(realm), ...uncheckedRules(realm), ...unknownAnswers(realm, now)].map(
    detail,
  );
  if (first) throw new Problem(first, ...more);
}

function uncheckedSteps(realm: Realm): Refused[] {
  const bound = [realm.browser_flow, ...[...realm.clients.values()].map((client) => client.browser_flow)];
  const aliases = new Set(bound.filter((alias) => alias !== undefined));
  return [...aliases]
    .flatMap((alias) => enabledSteps(realm, alias))
    .filter(({ authenticator }) => authenticator !== undefined && !isSimulated(realm, authenticator))
    .map(({ id, authenticator }) => ({ what: `the step "${authenticator}"`, path: `authenticationFlows ${id}` }));
}

/** A step that no Keycloak brings may exist on the server of this realm, but not here. */
function isSimulated({ version }: Realm, authenticator: string): boolean {
  const known = AUTHENTICATORS.has(authenticator) || isCondition(authenticator, version.traits);
  return known && !UNCHECKED.has(authenticator);
}

function enabledSteps(realm: Realm, alias: string, seen: ReadonlySet<string> = new Set()): Execution[] {
  if (seen.has(alias)) return [];
  const enabled = realm.flows.get(alias)?.executions.filter(({ requirement }) => requirement !== 'DISABLED') ?? [];
  const below = new Set([...seen, alias]);
  return enabled.flatMap((row) => (row.flow === undefined ? [row] : enabledSteps(realm, row.flow, below)));
}

function uncheckedRules({ password_policy, otp_policy }: Realm): Refused[] {
  const policies = unknownPolicies(password_policy).map((id) => ({
    what: `the password policy "${id}"`,
    path: 'passwordPolicy',
  }));
  const counter = { what: `one-time codes of the kind "${otp_policy.type}"`, path: 'otpPolicyType' };
  return otp_policy.type === 'totp' ? policies : [...policies, counter];
}

/** What the engine itself declines, seen from the first page of every client. */
function unknownAnswers(realm: Realm, now: number): Refused[] {
  const clients = [...realm.clients.values()].filter((client) => client.enabled && client.standard_flow);
  return clients.flatMap(({ client_id, redirect_uris }) => {
    const redirect_uri = redirect_uris[0]?.replace(/\*$/, '') ?? '';
    const request = { client_id, redirect_uri, response_type: 'code', scope: 'openid' };
    const { outcome } = authorize(realm, emptyWorld(now), request);
    if (outcome.kind !== 'unsupported') return [];
    return [{ what: `${outcome.what} (${outcome.reason})`, path: `clients ${client_id}` }];
  });
}

function detail({ what, path }: Refused): ProblemDetails {
  return {
    code: 'realm-unsupported',
    what: `${what} cannot be simulated`,
    at: { path },
    expected: 'a realm of passwords, time-based codes, recovery codes, required actions and consent',
    next: 'run this realm on a disposable Keycloak, or switch the step off in the document',
  };
}
