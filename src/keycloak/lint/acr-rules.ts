import { acrLevels } from '../flow/acr-levels.ts';
import { configuredLevel } from '../flow/configured-levels.ts';
import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Client } from '../realm.ts';
import { clientPath, rowPath } from './export-path.ts';
import { journeyText, rowName } from './journeys.ts';
import { levelConditions } from './level-of-authentication-rules.ts';
import { isConditional, ownerOf } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const PLAIN = 'auth-cookie ALTERNATIVE\nforms ALTERNATIVE:\n  auth-username-password-form REQUIRED';
const ONE =
  'one CONDITIONAL:\n  conditional-level-of-authentication REQUIRED loa-condition-level=1 loa-max-age=36000\n  auth-username-password-form REQUIRED';
const TWO = 'two CONDITIONAL:\n  conditional-level-of-authentication REQUIRED loa-condition-level=2 loa-max-age=300';
const STAFF = { roles: { realm: [{ name: 'staff' }] } };

/** What a requested level (acr) does to a login. */
export const ACR_RULES: readonly SpokenRule[] = [
  {
    id: 'L-33',
    class: 'warning',
    title: 'Levels requested of a flow that has none',
    looks_for:
      'acr.loa.map, default.acr.values or minimum.acr.value for a client whose browser flow has auth-cookie but no level condition, and a second login that is asked again',
    detect: lostSessions,
    effect:
      'A session of such a flow has no level: any requested level, even an unknown one, makes it insufficient, and the login form shows again each time.',
    fix: 'Add level conditions to the flow, or stop requesting levels.',
    evidence: ['CookieAuthenticator.authenticate', 'AcrStore'],
    example: {
      triggers: { flow: PLAIN, realm: { attributes: { 'acr.loa.map': '{"gold":2}' } } },
      at: 'attributes["acr.loa.map"]',
      says: 'again',
      twin: { flow: PLAIN, realm: { attributes: { 'acr.loa.map': '{}' } } },
    },
  },
  {
    id: 'L-34',
    class: 'security',
    title: 'Level subflow with a second condition',
    looks_for:
      'a level subflow with another condition beside it, and an essential request that comes back at a lower level',
    detect: unenforcedLevels,
    effect:
      'The essential level is only enforced when a level subflow was completed in the same login. Where another condition switches the subflow off, a login goes through at the lower level although the application said "essential".',
    fix: 'Keep the level condition alone in its subflow, and put the other condition into a subflow inside it. Let the application check the acr of the token.',
    evidence: ['ConditionalLoaAuthenticator.onTopFlowSuccess', 'LevelOfAssuranceEssentialAcrTest'],
    example: {
      triggers: {
        flow: `auth-cookie ALTERNATIVE\nlevels ALTERNATIVE:\n${indented(ONE)}\n${indented(TWO)}\n    conditional-user-role REQUIRED condUserRole=staff\n    auth-otp-form REQUIRED\n  allow-access-authenticator REQUIRED`,
        realm: STAFF,
      },
      at: 'authenticationFlows[alias=levels].authenticationExecutions[1]',
      says: 'acr 1',
      twin: {
        flow: `auth-cookie ALTERNATIVE\nlevels ALTERNATIVE:\n${indented(ONE)}\n${indented(TWO)}\n    auth-otp-form REQUIRED\n  allow-access-authenticator REQUIRED`,
        realm: STAFF,
      },
    },
  },
];

function indented(flow: string): string {
  return flow.replaceAll(/^/gm, '  ');
}

interface Ask {
  readonly at: string;
  readonly top: string;
  readonly acr: string;
}

const CLIENT_KEYS = ['acr.loa.map', 'default.acr.values', 'minimum.acr.value'];

function lostSessions(subject: Subject): Found[] {
  return asks(subject).flatMap(({ at, top, acr }) => {
    const params = { acr_values: acr };
    const [member] = subject.cast.filter((who) => subject.foretell({ top, member: who }).end === 'callback');
    if (!member || levelConditions(subject, top).length > 0) return [];
    const [plain, asked] = [{}, params].map((query) => subject.foretell({ top, member, params: query, before: [top] }));
    const isLost = plain?.pages.length === 0 && asked !== undefined && asked.pages.length > 0;
    if (!isLost) return [];
    const message = `"${top}" has no level condition: who has a session has to log in again whenever "${acr}" is requested. Predicted for ${member.name}, with a session and acr_values=${acr}: ${journeyText(asked)}.`;
    return [{ at, message }];
  });
}

/** Where a level is requested: by the realm's map for clients of the realm's flow, by a client for its own. */
function asks({ realm }: Subject): Ask[] {
  const clients = [...realm.clients.values()].flatMap((client) =>
    CLIENT_KEYS.filter((key) => acrOf(client, key) !== undefined).map((key) => ({
      at: `${clientPath(client.client_id)}.attributes["${key}"]`,
      top: client.browser_flow ?? realm.browser_flow ?? '',
      acr: acrOf(client, key) ?? '',
    })),
  );
  const [mapped] = acrLevels(realm.attributes).keys();
  const own = { at: 'attributes["acr.loa.map"]', top: realm.browser_flow ?? '', acr: mapped ?? '' };
  return [...clients, ...(mapped === undefined ? [] : [own])].filter(({ top }) => top !== '');
}

function acrOf(client: Client, key: string): string | undefined {
  if (key !== 'acr.loa.map') return client.attributes[key]?.split('##')[0] || undefined;
  return [...acrLevels(client.attributes).keys()][0];
}

function unenforcedLevels(subject: Subject): Found[] {
  const { root, levels } = subject;
  return levels
    .filter((live) => isConditional(live) && live.level.conditions.length > 1)
    .flatMap((live) => {
      const condition = live.level.conditions.find(({ authenticator }) => authenticator === LEVEL_CONDITION);
      const level = condition && configuredLevel(condition.config ?? {}).level;
      const owner = ownerOf(live)?.execution;
      if (level === undefined || !owner) return [];
      const told = belowLevel(subject, live.top, level);
      if (told === undefined) return [];
      const others = live.level.conditions.filter((other) => other !== condition).map(rowName);
      const message = `${others.join(', ')} can switch off level ${level}, and then an essential request for it is not enforced. ${told}`;
      return [{ at: rowPath(root, owner), message }];
    });
}

/** Somebody who comes back with less than the essential level, with a session of the level below. */
function belowLevel(subject: Subject, top: string, level: number): string | undefined {
  const { cast, foretell } = subject;
  const realm = { ...subject.realm, attributes: {} };
  const params = { claims: JSON.stringify({ id_token: { acr: { essential: true, values: [String(level)] } } }) };
  for (const member of cast.filter((who) => foretell({ top, member: who }).end === 'callback')) {
    const trace = foretell({ top, member, params, realm, before: [top] });
    if (trace.end === 'callback' && Number(trace.acr) < level)
      return `Predicted for ${member.name}, with a session: ${journeyText(trace)} with acr ${trace.acr}.`;
  }
  return undefined;
}
