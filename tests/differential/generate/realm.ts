import type { RealmDocument } from '../../../src/provider/keycloak/admin.ts';
import { requiredActions } from './actions.ts';
import { browserFlow } from './flow.ts';
import { CLIENT, CLIENT_ROLE, type Make, makeWith } from './make.ts';
import { type PersonaPlan, personaPlan, type VisitPlan, visitPlans } from './personas.ts';
import { type Random, randomOf } from './random.ts';
import { type FlowDocuments, flowDocuments } from './rows.ts';
import { type UserDocument, userDocument } from './users.ts';

/** One login to be predicted and observed, in the format of the recorded logins. */
export interface Plan {
  readonly id: string;
  readonly server_version: string;
  readonly request: Readonly<Record<string, string>>;
  readonly persona: PersonaPlan;
  readonly visits: readonly VisitPlan[];
}

/** A realm and the logins to be tried in it. */
export interface Scenario {
  readonly seed: number;
  readonly document: RealmDocument;
  readonly plans: readonly Plan[];
}

export const CALLBACK = 'http://127.0.0.1:4400/callback';
const PERSONAS = 4;

/** The scenario of a seed: the same seed makes the same one, whatever the version. */
export function scenarioOf(seed: number, server_version: string): Scenario {
  const random = randomOf(seed);
  const make = makeWith(random);
  const usernames = Array.from({ length: PERSONAS }, (_, index) => `user-${index}`);
  const users = usernames.map((username) => userDocument(random, username));
  const document = realmDocument(make, { name: `diff-${seed}`, users });
  const visits = visitPlans(random);
  const plans = usernames.map((username, index) => ({
    ...{ id: `s${seed}-${username}`, server_version, request: { client_id: CLIENT, redirect_uri: CALLBACK } },
    persona: personaPlan(random, username),
    visits: index > 1 && random.chance(0.5) ? visitPlans(random) : visits,
  }));
  return { seed, document, plans };
}

interface Named {
  readonly name: string;
  readonly users: readonly UserDocument[];
}

function realmDocument(make: Make, { name, users }: Named): RealmDocument {
  const { random } = make;
  return {
    ...{ realm: name, enabled: true, sslRequired: 'none', otpPolicyLookAheadWindow: 5 },
    attributes: random.chance(0.7) ? { 'acr.loa.map': '{"silver":1,"gold":2}' } : {},
    ...bruteForce(random),
    ...switches(random),
    ...(random.chance(0.12) ? { components: userProfile(random) } : {}),
    roles: {
      realm: [{ name: 'mfa' }, { name: 'staff' }, { name: 'boss', composite: true, composites: { realm: ['mfa'] } }],
      client: { [CLIENT]: [{ name: CLIENT_ROLE }] },
    },
    groups: [
      {
        ...{ name: 'ops', path: '/ops', realmRoles: ['mfa'], attributes: { tier: ['gold'] } },
        subGroups: [{ name: 'night', path: '/ops/night', realmRoles: ['staff'], attributes: {}, subGroups: [] }],
      },
    ],
    ...(random.chance(0.25) ? { identityProviders: [CORP] } : {}),
    ...requiredActions(random),
    ...flowsAndClients(make),
    users,
  };
}

const CORP = {
  ...{ alias: 'corp', providerId: 'oidc', enabled: true },
  config: {
    ...{ clientId: 'flowproof', clientSecret: 'not-used', clientAuthMethod: 'client_secret_post' },
    ...{ authorizationUrl: 'http://127.0.0.1:9/auth', tokenUrl: 'http://127.0.0.1:9/token' },
  },
};

function bruteForce(random: Random): object {
  if (!random.chance(0.2)) return {};
  return {
    ...{ bruteForceProtected: true, failureFactor: random.int(1, 3), quickLoginCheckMilliSeconds: 0 },
    ...{ minimumQuickLoginWaitSeconds: 0, waitIncrementSeconds: 60, permanentLockout: random.chance(0.4) },
  };
}

/** Hashing is not what is compared here; the stock algorithm takes most of an import's time. */
const QUICK_HASH = 'hashAlgorithm(pbkdf2-sha256) and hashIterations(1)';

function switches(random: Random): object {
  return {
    ...(random.chance(0.1) ? { loginWithEmailAllowed: false } : {}),
    ...(random.chance(0.1) ? { editUsernameAllowed: true } : {}),
    passwordPolicy: random.chance(0.1) ? `${QUICK_HASH} and length(8)` : QUICK_HASH,
    ...(random.chance(0.1) ? { organizationsEnabled: true } : {}),
    ...(random.chance(0.1) ? { registrationAllowed: true } : {}),
  };
}

/** How a document names a text of the message bundle. */
const key = (name: string) => `\${${name}}`;

/** The user profile with one attribute more, which some or all must fill in. */
function userProfile(random: Random): object {
  const editable = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const attribute = (name: string, more: object) => ({
    name,
    displayName: name,
    permissions: editable,
    validations: {},
    ...more,
  });
  const attributes = [
    attribute('username', { displayName: key('username') }),
    attribute('email', { displayName: key('email'), required: { roles: ['user'] } }),
    attribute('firstName', { displayName: key('firstName'), required: { roles: ['user'] } }),
    attribute('lastName', { displayName: key('lastName') }),
    attribute('tier', { required: random.chance(0.5) ? { roles: ['user'] } : {} }),
  ];
  const config = { 'kc.user.profile.config': [JSON.stringify({ attributes })] };
  return {
    'org.keycloak.userprofile.UserProfileProvider': [
      { providerId: 'declarative-user-profile', subComponents: {}, config },
    ],
  };
}

/** The built-in flow, one of our own, or a second one that only the client is bound to. */
function flowsAndClients(make: Make): object {
  const { random } = make;
  if (random.chance(0.05)) return { clients: [client(random)] };
  const listed = random.chance(0.1) ? random.shuffle : <T>(items: readonly T[]) => items;
  const documents = flowDocuments('lab browser', browserFlow(make), listed);
  if (!random.chance(0.08)) return { browserFlow: 'lab browser', ...documents, clients: [client(random)] };
  const own = flowDocuments('portal browser', browserFlow(make), listed);
  const override = { authenticationFlowBindingOverrides: { browser: 'id-portal-browser' } };
  return { browserFlow: 'lab browser', ...joined(documents, own), clients: [{ ...client(random), ...override }] };
}

function joined(left: FlowDocuments, right: FlowDocuments): FlowDocuments {
  return {
    authenticationFlows: [...left.authenticationFlows, ...right.authenticationFlows],
    authenticatorConfig: [...left.authenticatorConfig, ...right.authenticatorConfig],
  };
}

function client(random: Random): object {
  return {
    ...{ clientId: CLIENT, enabled: true, publicClient: true, standardFlowEnabled: true, redirectUris: [CALLBACK] },
    consentRequired: random.chance(0.15),
    attributes: {
      ...(random.chance(0.03) ? { 'default.acr.values': random.pick(['1', '2', 'gold']) } : {}),
      ...(random.chance(0.03) ? { 'minimum.acr.value': random.pick(['1', '2', 'silver']) } : {}),
      ...(random.chance(0.05) ? { 'acr.loa.map': '{"silver":2,"gold":3}' } : {}),
    },
  };
}
