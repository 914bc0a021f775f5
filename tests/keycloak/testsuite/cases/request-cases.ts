import type { Case, Step } from '../case.ts';

const BAD_REDIRECT = 'error ! Invalid parameter: redirect_uri';
const REFUSED = { status: 400 };

const accepted = (...uris: readonly string[]): Step[] =>
  uris.map((uri) => [`open ?redirect_uri=${encodeURIComponent(uri)}`, 'login']);
const refused = (...uris: readonly string[]): Step[] =>
  uris.map((uri) => [`open ?redirect_uri=${encodeURIComponent(uri)}`, BAD_REDIRECT, REFUSED]);
const uris = (...redirectUris: readonly string[]) => ({ client: { redirectUris } });

export const REQUEST_CASES: readonly Case[] = [
  {
    id: 'V-ERR-01',
    what: 'an unknown response_type',
    persona: 'test-user',
    steps: [['open ?response_type=tokenn', 'callback-error unsupported_response_type']],
  },
  {
    id: 'V-ERR-02',
    what: 'a parameter given twice',
    persona: 'test-user',
    steps: [
      ['open ?scope=openid&scope=profile', 'callback-error invalid_request', { description: 'duplicated parameter' }],
    ],
  },
  {
    id: 'V-ERR-04',
    what: 'no response_type',
    persona: 'test-user',
    steps: [
      [
        'open ?without=response_type',
        'callback-error invalid_request',
        { description: 'Missing parameter: response_type' },
      ],
    ],
  },
  {
    id: 'V-ERR-13',
    what: 'a client that demands a request object',
    persona: 'test-user',
    setup: { client: { attributes: { 'request.object.required': 'request or request_uri' } } },
    steps: [['open', 'error ! Invalid Request', REFUSED]],
  },
  {
    id: 'V-ERR-06',
    what: 'an address that is not the client’s',
    persona: 'test-user',
    steps: refused('http://localhost:8180/app2'),
  },
  {
    id: 'V-ERR-08',
    what: 'a pattern ends in a star',
    persona: 'test-user',
    setup: uris('http://example.com/foo/*', 'http://localhost:8280/foo/*', 'http://something.com:80/*'),
    steps: [
      ...accepted(
        'http://example.com/foo',
        'http://example.com/foo/bar',
        'http://localhost:8280/foo',
        'http://something.com:80/some',
        'http://example.com/foo?encodeTest=a%3Cb',
      ),
      ...refused(
        'http://example.com',
        'http://example.com/foobar',
        'http://localhost:8280/foobar',
        'http://example.com/foo/../',
        'http://example.com/foo/%2E%2E/',
      ),
    ],
  },
  {
    id: 'V-ERR-09',
    what: 'a query must be the same to the letter',
    persona: 'test-user',
    setup: uris('http://localhost?foo=bar', 'http://localhost?foo=bar*'),
    steps: [
      ...accepted('http://localhost?foo=bar'),
      ...refused(
        'http://localhost?foo=bara',
        'http://localhost?foo=bar/',
        'http://localhost?foo2=bar2&foo=bar',
        'http://localhost?foo=b',
        'http://localhost?foo',
        'http://localhost?foo=bar&bar=foo',
        'http://localhost',
      ),
    ],
  },
  {
    id: 'V-ERR-10',
    what: 'on the loopback the port does not matter, the path does',
    persona: 'test-user',
    setup: uris('http://127.0.0.1'),
    steps: [
      ...accepted('http://127.0.0.1', 'http://127.0.0.1:8280'),
      ...refused('http://127.0.0.1/myapp', 'http://127.0.0.1:8180/myapp'),
      [{ setup: uris('http://127.0.0.1/myapp') }],
      ...accepted('http://127.0.0.1/myapp', 'http://127.0.0.1:8280/myapp'),
      ...refused('http://127.0.0.1', 'http://127.0.0.1/myapp2'),
    ],
  },
  {
    id: 'V-ERR-11',
    what: 'upper and lower case differ in scheme and host too',
    persona: 'test-user',
    setup: uris('http://with-dash.example.local', 'http://with-dash.example.local/foo'),
    steps: [
      ...accepted('http://with-dash.example.local', 'http://with-dash.example.local/foo'),
      ...refused(
        'http://wiTh-dAsh.example.local',
        'http://wiTh-dAsh.example.local/foo',
        'HTTP://with-dash.example.local',
      ),
    ],
  },
];
