import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';

test('a sketch becomes the document of a realm', () => {
  const realm = sketchedRealm({
    flow: 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  auth-username-form REQUIRED\n  no entry CONDITIONAL: \n    deny-access-authenticator REQUIRED denyErrorMessage="No entry" x=1\nauth-spnego DISABLED #5 @kerberos',
    flows: { other: 'auth-username-password-form REQUIRED' },
    realm: { enabled: false },
  });
  const step = (authenticator: string, requirement: string, priority: number) => ({
    authenticator,
    authenticatorFlow: false,
    requirement,
    priority,
  });
  const sub = (flowAlias: string, requirement: string, priority: number) => ({
    flowAlias,
    authenticatorFlow: true,
    requirement,
    priority,
  });
  const flow = (alias: string, topLevel: boolean, ...authenticationExecutions: object[]) => ({
    id: alias,
    alias,
    providerId: 'basic-flow',
    topLevel,
    authenticationExecutions,
  });
  const config = 'no entry 1 deny-access-authenticator';
  assert.deepEqual(realm, {
    realm: 'example',
    enabled: false,
    browserFlow: 'example',
    authenticationFlows: [
      flow('example', true, step('auth-cookie', 'ALTERNATIVE', 10), sub('forms', 'ALTERNATIVE', 20), {
        ...step('auth-spnego', 'DISABLED', 5),
        authenticatorConfig: 'kerberos',
      }),
      flow('forms', false, step('auth-username-form', 'REQUIRED', 10), sub('no entry', 'CONDITIONAL', 20)),
      flow('no entry', false, { ...step('deny-access-authenticator', 'REQUIRED', 10), authenticatorConfig: config }),
      flow('other', true, step('auth-username-password-form', 'REQUIRED', 10)),
    ],
    authenticatorConfig: [{ alias: config, config: { denyErrorMessage: 'No entry', x: '1' } }],
  });
});

test('a sketch without a flow leaves the flows to the server', () => {
  assert.deepEqual(sketchedRealm({}), { realm: 'example', enabled: true });
});
