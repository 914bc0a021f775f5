import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { scenarioOf } from './generate/realm.ts';
import { codeOf } from './observe/hand.ts';
import { formsOf, messageOf, pageIdOf, requiredOf, selectionsOf } from './observe/html.ts';
import { record } from './observe/record.ts';

const LOGIN = `<body id="keycloak-bg" data-page-id="login-login">
  <span class="pf-v5-c-alert__title kc-feedback-text">You&#39;re   out &amp; about</span>
  <form id="kc-form-login" action="/act?a=1&amp;b=2" method="post">
    <input id="username" name="username" value="" type="text"/>
    <input name="password" type="password"/>
    <input type="hidden" name="credentialId" value="x"/>
    <input type="checkbox" name="rememberMe"/><input type="checkbox" name="kept" value="on" checked/>
    <input type="submit" name="login" value="Sign In"/>
  </form>`;

test('a page is read as a person and a browser would', () => {
  assert.equal(pageIdOf(LOGIN), 'login');
  assert.equal(messageOf(LOGIN), "You're out & about");
  assert.deepEqual(formsOf(LOGIN), [
    {
      id: 'kc-form-login',
      action: '/act?a=1&b=2',
      fields: { username: '', password: '', credentialId: 'x', kept: 'on' },
      inputs: ['username', 'password'],
    },
  ]);
});

test('errors at fields, required fields and lists are found', () => {
  const field = '<div id="input-error-container-otp"><div id="input-error-otp"><span> Wrong. </span></div></div>';
  assert.equal(messageOf(field), 'Wrong.');
  assert.equal(messageOf('<div id="input-error-container-otp"></div>'), null);
  assert.deepEqual(requiredOf('<label for="email">Email <span>&#42;</span></label><label for="x">X</label>'), [
    'email',
  ]);
  const list = '<input type="hidden" name="authenticationExecution" value="id-1"></form><h2 class="h"> Password </h2>';
  assert.deepEqual(selectionsOf(list), [{ label: 'Password', execution: 'id-1' }]);
});

test('codes are those of RFC 4226, appendix D', () => {
  assert.deepEqual(
    [0, 1, 9].map((counter) => codeOf('12345678901234567890', counter)),
    ['755224', '287082', '520489'],
  );
});

test('a login is played over cookies, redirects and forms until the callback', async () => {
  const { document, plans } = scenarioOf(1, '26.7.3');
  const [plan] = plans;
  const [user] = document['users'] as never[];
  assert.ok(plan && user);
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url?.split('?')[0]} ${request.headers.cookie ?? ''}`.trim());
    if (request.method === 'POST')
      response.writeHead(302, { location: `${plan.request['redirect_uri']}?code=1` }).end();
    else response.writeHead(200, { 'set-cookie': 'S=1;Path=/', 'content-type': 'text/html' }).end(LOGIN);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  const visits = [{ params: {} }];
  const observed = await record({ baseUrl, realm: 'lab' }, { ...plan, persona: { username: 'user-0' }, visits }, user);
  server.close();
  assert.deepEqual(observed, [{ pages: ['login'], messages: ["You're out & about"], end: 'callback' }]);
  assert.deepEqual(seen, ['GET /realms/lab/protocol/openid-connect/auth', 'POST /act S=1']);
});
