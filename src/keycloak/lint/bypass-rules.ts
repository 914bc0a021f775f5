import { AUTH_COOKIE, CLIENT_SCOPE_CONDITION, DENY_ACCESS } from '../provider-ids.ts';
import type { Member } from './cast.ts';
import { rowPath } from './export-path.ts';
import { isRefused, journeyText, meetsFactor, namesText, type Told } from './journeys.ts';
import { isPrecededBy } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { BoundFlow, Subject } from './subject.ts';

const STAFF = { roles: { realm: [{ name: 'staff' }] } };
const OPEN = 'auth-cookie ALTERNATIVE\nopen forms ALTERNATIVE:\n  auth-username-password-form REQUIRED';
const STRICT =
  'forms ALTERNATIVE:\n  auth-username-password-form REQUIRED\n  no entry CONDITIONAL:\n    conditional-user-role REQUIRED condUserRole=staff\n    deny-access-authenticator REQUIRED';
const BOUND = { ...STAFF, clients: [{ clientId: 'app', authenticationFlowBindingOverrides: { browser: 'strict' } }] };

/** Ways around what a flow demands. */
export const BYPASS_RULES: readonly SpokenRule[] = [
  {
    id: 'L-14',
    class: 'security',
    title: 'Single sign-on goes around a check',
    looks_for:
      'two browser flows in use (or a flow that asks for a client scope), and a user who is refused or asked for a second factor by one of them, but not with a session from the other',
    detect: sessionsAround,
    effect:
      'auth-cookie ALTERNATIVE lets a session in before the checks beside it are reached: who logs in to a client without the check is in at the client with it.',
    fix: 'Put auth-cookie and the forms into one REQUIRED subflow and the check behind it, or demand levels of authentication instead of separate flows.',
    evidence: ['CookieAuthenticator', 'sventorben/keycloak-restrict-client-auth #103'],
    example: {
      triggers: { flow: OPEN, flows: { strict: `auth-cookie ALTERNATIVE\n${STRICT}` }, realm: BOUND },
      at: 'authenticationFlows[alias=strict].authenticationExecutions[0]',
      says: 'a user with only a password, who has the role staff',
      twin: { flow: OPEN, flows: { strict: STRICT }, realm: BOUND },
    },
  },
  {
    id: 'L-40',
    class: 'warning',
    title: 'Refusal of somebody who is signed on',
    looks_for: 'a deny-access-authenticator that a browser with a session reaches, behind a subflow with auth-cookie',
    detect: refusedWithSession,
    effect:
      'The refusal is a page of Keycloak with status 401: the application gets no error at its callback. A silent request (prompt=none) is only told login_required, and an application that answers it with a login sends the user to the refusal page.',
    fix: 'Expect the page in tests, and link back to the application from it; handle login_required without an endless redirect.',
    evidence: ['DenyAccessAuthenticator', 'AllowDenyAuthenticatorTest'],
    example: {
      triggers: {
        flow: 'who REQUIRED:\n  auth-cookie ALTERNATIVE\n  forms ALTERNATIVE:\n    auth-username-password-form REQUIRED\nno entry CONDITIONAL:\n  conditional-user-role REQUIRED condUserRole=staff\n  deny-access-authenticator REQUIRED',
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=no entry].authenticationExecutions[1]',
      says: '(401)',
      twin: { flow: `auth-cookie ALTERNATIVE\n${STRICT}`, realm: STAFF },
    },
  },
];

/** A way into the realm: a browser flow in use and what a request of its clients brings along. */
interface Entrance {
  readonly flow: BoundFlow;
  readonly params: Readonly<Record<string, string>>;
}

function entrances({ realm, flows }: Subject): Entrance[] {
  const scopes = [...realm.executions.values()]
    .filter(({ authenticator }) => authenticator === CLIENT_SCOPE_CONDITION)
    .map(({ config }) => config?.['client_scope'])
    .filter((scope) => scope !== undefined && realm.client_scopes.has(scope));
  const requests = [{}, ...new Set(scopes)].map((scope) =>
    typeof scope === 'string' ? { scope: `openid ${scope}` } : {},
  );
  return flows.flatMap((flow) => requests.map((params) => ({ flow, params })));
}

function sessionsAround(subject: Subject): Found[] {
  const ways = entrances(subject);
  if (ways.length < 2) return [];
  return subject.steps
    .filter(({ execution }) => execution.authenticator === AUTH_COOKIE && execution.requirement === 'ALTERNATIVE')
    .flatMap(({ top, execution }) => {
      const found = ways.filter(({ flow }) => flow.top === top).flatMap((to) => firstAround(subject, ways, to) ?? []);
      return found.slice(0, 1).map((message) => ({ at: rowPath(subject.root, execution), message }));
    });
}

/** The first of the cast who passes `to` only thanks to a session from elsewhere. */
function firstAround(subject: Subject, ways: readonly Entrance[], to: Entrance): string | undefined {
  for (const from of ways.filter((way) => way !== to))
    for (const who of subject.cast) {
      const message = around(subject, { who, from, to });
      if (message !== undefined) return message;
    }
  return undefined;
}

interface Detour {
  readonly who: Member;
  readonly from: Entrance;
  readonly to: Entrance;
}

function around({ foretell }: Subject, { who, from, to }: Detour): string | undefined {
  const told = (entrance: Entrance): Told => {
    const { params, flow } = entrance;
    return { member: who, params, trace: foretell({ top: flow.top, member: who, params }) };
  };
  const [first, direct] = [told(from), told(to)];
  const isStopped = isRefusal(direct) || (meetsFactor(direct) && !meetsFactor(first));
  if (first.trace.end !== 'callback' || !isStopped) return undefined;
  const later = foretell({ top: to.flow.top, member: who, params: to.params, before: [from.flow.top] });
  if (later.end !== 'callback' || later.pages.length > 0) return undefined;
  return `What ${users(to)} demand is not demanded of a session from ${users(from)}. Predicted for ${who.name}: ${journeyText(direct.trace)}; with such a session: ${journeyText(later)}.`;
}

function isRefusal(told: Told): boolean {
  return isRefused(told) && told.trace.pages.at(-1)?.because.rule === 'access-denied';
}

function users({ flow: { top, by_realm, clients }, params }: Entrance): string {
  const who = by_realm ? 'the clients of the realm flow' : `the clients ${namesText(clients)}`;
  const scope = params['scope'] === undefined ? '' : `, scope ${params['scope']}`;
  return `${who} ("${top}"${scope})`;
}

const COOKIE: ReadonlySet<string> = new Set([AUTH_COOKIE]);

function refusedWithSession(subject: Subject): Found[] {
  const { realm, root, steps, cast, foretell } = subject;
  const rows = steps.filter(
    (spot) => spot.execution.authenticator === DENY_ACCESS && isPrecededBy(realm, spot, COOKIE),
  );
  return rows.flatMap(({ top, execution }) => {
    const logins = cast.map((who) => ({ who, trace: foretell({ top, member: who, session: true }) }));
    const refused = logins.find(({ trace }) => trace.pages.at(-1)?.because.rule === 'access-denied');
    if (!refused) return [];
    const { who, trace } = refused;
    const silent = foretell({ top, member: who, session: true, params: { prompt: 'none' } });
    const message = `Somebody who is signed on is refused in place, and the application is not told. Predicted for ${who.name}, with a session: ${journeyText(trace)}; with prompt=none: ${journeyText(silent)}.`;
    return [{ at: rowPath(root, execution), message }];
  });
}
