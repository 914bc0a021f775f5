import { anyOf, becoming, choosing, flipping, type Operator, type Others, removing, replacing } from '../operator.ts';
import { attributeOperators } from './attribute-operators.ts';
import { overrides } from './flow-operators.ts';

const CLIENT = 'clients.*';
const SCOPE = 'clientScopes.*';

/** On for an import that does not find them. */
const ON: readonly string[] = ['enabled', 'standardFlowEnabled'];

const SWITCHES = [
  'enabled',
  'bearerOnly',
  'standardFlowEnabled',
  'implicitFlowEnabled',
  'consentRequired',
  'publicClient',
];

/** What can be wrong in the clients of a realm and in their scopes. */
export const CLIENT_OPERATORS: readonly Operator[] = [
  replacing('client.removed', [CLIENT], removing),
  replacing(
    'client.switch',
    SWITCHES.map((name) => `${CLIENT}.${name}`),
    (place, document) => flipping(ON.includes(place.name))(place, document),
  ),
  replacing('client.protocol', [`${CLIENT}.protocol`], choosing(['openid-connect', 'saml'], 'openid-connect')),
  replacing('client.redirect-uri', [`${CLIENT}.redirectUris.*`], anyOf(otherText, removing)),
  replacing('client.address', [`${CLIENT}.rootUrl`, `${CLIENT}.baseUrl`, `${CLIENT}.name`], anyOf(otherText, removing)),
  replacing('client.flow-override', [`${CLIENT}.authenticationFlowBindingOverrides`], overrides),
  replacing('client.scope', [`${CLIENT}.defaultClientScopes.*`, `${CLIENT}.optionalClientScopes.*`], removing),
  ...attributeOperators('client', `${CLIENT}.attributes`),
  replacing('scope.removed', [SCOPE], removing),
  replacing('scope.protocol', [`${SCOPE}.protocol`], choosing(['openid-connect', 'saml'], 'openid-connect')),
  replacing('scope.default', ['defaultDefaultClientScopes.*', 'defaultOptionalClientScopes.*'], removing),
  ...attributeOperators('scope', `${SCOPE}.attributes`),
];

function otherText({ value }: Parameters<Others>[0]) {
  return typeof value === 'string' ? [becoming(`${value}-other`)] : [];
}
