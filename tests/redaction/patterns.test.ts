import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATTERN_HINT, PATTERNS } from '../../src/redaction/patterns.ts';
import { createScrub, scrubShapes } from '../../src/redaction/text.ts';

/** At least one text for every pattern, and what must be left of it. */
const SHAPES: readonly (readonly [string, string, string])[] = [
  ['otpauth', 'uri otpauth://totp/Acme:bob?secret=JBSWY3DP&digits=6 end', 'uri [redacted:otpauth] end'],
  ['otpauth', 'x otpauth%3A%2F%2Ftotp%2Fbob', 'x [redacted:otpauth]'],
  ['jwt', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_1', 'got [redacted:jwt]'],
  ['cookie', 'KEYCLOAK_IDENTITY=abc.def; Path=/', 'KEYCLOAK_IDENTITY=[redacted:cookie]; Path=/'],
  ['cookie', 'AUTH_SESSION_ID_LEGACY=1f2e.node', 'AUTH_SESSION_ID_LEGACY=[redacted:cookie]'],
  ['cookie', '{"name":"AUTH_SESSION_ID","value":"1f2e"}', '{"name":"AUTH_SESSION_ID","value":"[redacted:cookie]"}'],
  ['header', 'authorization: Bearer abcdefgh1234', 'authorization: [redacted:header]'],
  ['header', '"set-cookie": "sid=1; Path=/"', '"set-cookie": "[redacted:header]"'],
  ['scheme', 'sent Basic dXNlcjpwYXNzd29yZA== twice', 'sent Basic [redacted:header] twice'],
  [
    'parameter',
    '/auth?client_id=app&state=xyz&code=1.2.3#x',
    '/auth?client_id=app&state=[redacted:parameter]&code=[redacted:parameter]#x',
  ],
  [
    'parameter',
    'login-actions/authenticate?session_code=a&execution=b&tab_id=c',
    'login-actions/authenticate?session_code=[redacted:parameter]&execution=[redacted:parameter]&tab_id=[redacted:parameter]',
  ],
  ['parameter', '%3Fstate%3Dabc%26client_id%3Dapp', '%3Fstate%3D[redacted:parameter]'],
  ['email', 'mail bob.smith+x@mail.example.org now', 'mail [redacted:email] now'],
  ['email', 'mail bob%40example.org', 'mail [redacted:email]'],
];

for (const [name, text, left] of SHAPES) {
  test(`${name}: ${text}`, () => {
    assert.equal(scrubShapes(text), left);
    assert.match(text, PATTERN_HINT);
    assert.equal(scrubShapes(left), left, 'scrubbing twice changes nothing');
  });
}

test('every pattern has a case', () => {
  const covered = new Set(SHAPES.map(([name]) => name));
  assert.deepEqual(
    PATTERNS.map(({ name }) => name).filter((name) => !covered.has(name)),
    [],
  );
});

test('ordinary text is left alone', () => {
  const lines = [
    'exit code=1, state=open',
    'at foo (node_modules/@playwright/test/cli.js:3:1)',
    'package x@1.2.3',
    '@FLOW-AUTH-MFA-001 @happy',
    'key: value',
    'Basic auth',
  ];
  for (const line of lines) assert.equal(scrubShapes(line), line);
});

test('URLs keep alias, path and the names of their parameters', () => {
  const scrub = createScrub([], { 'http://localhost:8080': 'keycloak' });
  assert.equal(
    scrub('at http://bob:pw@localhost:8080/realms/acme/auth?state=1&client_id=app&code=2#token, then'),
    'at keycloak:/realms/acme/auth?client_id&code&state, then',
  );
  assert.equal(scrub('see https://internal.example:8443/x).'), 'see [origin]:/x).');
  assert.equal(scrub('bad https://%%% end'), 'bad [url] end');
});
