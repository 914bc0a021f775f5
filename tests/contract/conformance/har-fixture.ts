/** Values that a browser records and nobody may see again. */
export const SECRETS = [
  'c0de-of-the-login',
  's3ssion-c0de',
  'st4te-value',
  't4b-value',
  'cl1ent-data',
  'hunter2',
  'se55ion',
];

const [CODE, SESSION_CODE, STATE, TAB, DATA, PASSWORD, SESSION] = SECRETS;
const KEYCLOAK = 'https://login.example.test/realms/staff';
const ACTION = `session_code=${SESSION_CODE}&client_id=portal&tab_id=${TAB}&client_data=${DATA}`;
const PASSWORD_STEP = '0f0f0f0f-1111-4222-8333-444444444444';
export const CODE_STEP = '0a0a0a0a-1111-4222-8333-555555555555';

interface Answer {
  readonly status?: number;
  readonly redirectURL?: string;
  readonly mimeType?: string;
}

function entry(method: string, url: string, { status = 200, redirectURL = '', mimeType = 'text/html' }: Answer = {}) {
  return {
    startedDateTime: '2026-01-01T00:00:00Z',
    request: {
      method,
      url,
      headers: [{ name: 'Cookie', value: `AUTH_SESSION_ID=${SESSION}` }],
      ...(method === 'POST' && { postData: { mimeType: 'x', text: `username=who&password=${PASSWORD}` } }),
    },
    response: { status, redirectURL, content: { mimeType, text: `<input value="${SESSION_CODE}">` } },
  };
}

export const har = (...entries: readonly object[]) => ({ log: { version: '1.2', entries } });

export const AUTHORIZE = entry(
  'GET',
  `${KEYCLOAK}/protocol/openid-connect/auth?client_id=portal&response_type=code&scope=openid&state=${STATE}&nonce=${STATE}`,
);
export const STYLE = entry('GET', `${KEYCLOAK.replace('/realms/staff', '')}/resources/style.css`, {
  mimeType: 'text/css',
});
/** The password form is sent; the next page of the flow comes back at the same address. */
export const PASSWORD_POST = entry(
  'POST',
  `${KEYCLOAK}/login-actions/authenticate?${ACTION}&execution=${PASSWORD_STEP}`,
);
/** The password form is sent, and a required action is owed. */
export const PASSWORD_THEN_ACTION = entry(
  'POST',
  `${KEYCLOAK}/login-actions/authenticate?${ACTION}&execution=${PASSWORD_STEP}`,
  {
    status: 302,
    redirectURL: `${KEYCLOAK}/login-actions/required-action?execution=CONFIGURE_TOTP&client_id=portal&tab_id=${TAB}`,
  },
);
export const ACTION_PAGE = entry(
  'GET',
  `${KEYCLOAK}/login-actions/required-action?execution=CONFIGURE_TOTP&client_id=portal&tab_id=${TAB}`,
);
const ANSWER = `http://127.0.0.1/callback?state=${STATE}&session_state=${SESSION}&iss=x&code=${CODE}`;
export const ACTION_POST = entry(
  'POST',
  `${KEYCLOAK}/login-actions/required-action?${ACTION}&execution=CONFIGURE_TOTP`,
  {
    status: 302,
    redirectURL: ANSWER,
  },
);
export const codePost = (step: string) =>
  entry('POST', `${KEYCLOAK}/login-actions/authenticate?${ACTION}&execution=${step}`, {
    status: 302,
    redirectURL: ANSWER,
  });
export const SAME_STEP = PASSWORD_STEP;
export const CALLBACK = entry('GET', ANSWER, { status: 302, redirectURL: '/' });
export const CALLBACK_ERROR = entry(
  'GET',
  `http://127.0.0.1/callback?state=${STATE}&error=access_denied&error_description=${CODE}`,
);
