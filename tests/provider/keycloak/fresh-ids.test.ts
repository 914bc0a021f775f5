import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFreshIds } from '../../../src/provider/keycloak/fresh-ids.ts';

const REALM = '2a5505a6-d2ac-4c4e-a73f-25a12a03c088';
const FLOW = 'b2ae2392-8c79-4669-90c5-da3e250247f5';

const document = {
  id: REALM,
  realm: 'a',
  roles: { realm: [{ name: 'r', containerId: REALM }] },
  authenticationFlows: [{ id: FLOW, alias: 'x' }],
  clients: [{ clientId: FLOW.slice(0, 8), authenticationFlowBindingOverrides: { browser: FLOW } }],
  attributes: { own: '11111111-2222-3333-4444-555555555555' },
};

test('every id is another one, and what named it names it still', () => {
  const fresh = withFreshIds(document);
  assert.notEqual(fresh.id, REALM);
  assert.equal(fresh.roles.realm[0]?.containerId, fresh.id);
  assert.notEqual(fresh.authenticationFlows[0]?.id, FLOW);
  assert.equal(fresh.clients[0]?.authenticationFlowBindingOverrides.browser, fresh.authenticationFlows[0]?.id);
});

test('what is no id stays, and the source with it', () => {
  const fresh = withFreshIds(document);
  assert.deepEqual([fresh.realm, fresh.clients[0]?.clientId, fresh.attributes], ['a', 'b2ae2392', document.attributes]);
  assert.equal(document.id, REALM);
  assert.deepEqual(withFreshIds({ id: 'not-made', list: [1, null, true] }), { id: 'not-made', list: [1, null, true] });
});
