import { acrLevels } from '../flow/acr-levels.ts';
import { COOKIE_LEVEL, configuredLevel } from '../flow/configured-levels.ts';
import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Execution, Realm } from '../realm.ts';
import { clientPath, rowPath } from './export-path.ts';
import { isConditional } from './live-level.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { BoundFlow, Subject } from './subject.ts';

const LEVELS =
  'one CONDITIONAL:\n  conditional-level-of-authentication REQUIRED loa-condition-level=1 loa-max-age=36000\n  auth-username-password-form REQUIRED\ntwo CONDITIONAL:\n  conditional-level-of-authentication REQUIRED loa-condition-level=2 loa-max-age=300\n  auth-otp-form REQUIRED';

/** Levels of authentication (step-up) that a flow does not offer as asked. */
export const LEVEL_RULES: readonly SpokenRule[] = [
  {
    id: 'L-10',
    class: 'error',
    title: 'Levels that do not add up',
    looks_for:
      'a level in acr.loa.map that no subflow of the bound flow reaches; a first level subflow that is not the lowest; a level that is configured twice',
    detect: ({ realm, root, ...rest }) => [
      ...unreachedLevels({ realm, root, ...rest }),
      ...rest.flows.flatMap((flow) => disordered({ realm, root, ...rest }, flow)),
    ],
    effect:
      'A level that no subflow reaches cannot be fulfilled: an essential request ends in an error, any other one logs in at a lower level. The first level subflow runs whatever is requested, so a higher one in front asks everybody for the stronger factor. A level configured twice fails with "Unexpected error…" as soon as a session is looked at.',
    fix: 'One CONDITIONAL subflow for each level of the map, lowest first.',
    evidence: [
      'ConditionalLoaAuthenticator',
      'LoAUtil.getLoaMaxAgesConfiguredInRealmBrowserFlow',
      '#34577',
      '#28341',
      '#43662',
    ],
    example: {
      triggers: { flow: LEVELS, realm: { attributes: { 'acr.loa.map': '{"silver":1,"gold":2,"platinum":3}' } } },
      at: 'attributes["acr.loa.map"]',
      says: '"platinum" (level 3)',
      twin: { flow: LEVELS, realm: { attributes: { 'acr.loa.map': '{"silver":1,"gold":2}' } } },
    },
  },
  {
    id: 'L-11',
    class: 'warning',
    title: 'Client flow with levels of its own',
    looks_for: 'a client bound to another browser flow whose levels differ from those of the realm flow',
    detect: ({ realm, flows }) => flows.flatMap((flow) => otherLevels(realm, flow)),
    effect:
      "The levels of a request are those of the client's flow, while a numeric minimum.acr.value is checked against the realm's flow: what holds for other clients does not hold for this one.",
    fix: "Give the client's flow the same level conditions, or use the realm's flow.",
    evidence: ['LoAUtil', 'AcrUtils.enforceMinimumAcr', '#12919'],
    example: {
      triggers: {
        flow: LEVELS,
        flows: { short: 'auth-username-password-form REQUIRED' },
        realm: { clients: [{ clientId: 'app', authenticationFlowBindingOverrides: { browser: 'short' } }] },
      },
      at: 'clients[clientId=app].authenticationFlowBindingOverrides',
      says: 'knows no level',
      twin: {
        flow: 'auth-username-password-form REQUIRED',
        flows: { short: 'auth-username-password-form REQUIRED' },
        realm: { clients: [{ clientId: 'app', authenticationFlowBindingOverrides: { browser: 'short' } }] },
      },
    },
  },
];

/** Level conditions that decide about their subflow, in the order in which a login meets them. */
export function levelConditions({ levels }: Subject, top: string): readonly Execution[] {
  const guards = levels.filter((live) => live.top === top && isConditional(live));
  return guards.flatMap(({ level }) =>
    level.conditions.filter(({ authenticator }) => authenticator === LEVEL_CONDITION),
  );
}

function levelOf({ config }: Execution): number {
  return configuredLevel(config ?? {}).level ?? COOKIE_LEVEL;
}

interface MapSource {
  readonly at: string;
  readonly top: string | undefined;
  readonly map: ReadonlyMap<string, number>;
}

function unreachedLevels(subject: Subject): Found[] {
  const { realm } = subject;
  const clients = [...realm.clients.values()].map(({ client_id, attributes, browser_flow }) => ({
    at: `${clientPath(client_id)}.attributes["acr.loa.map"]`,
    top: browser_flow ?? realm.browser_flow,
    map: acrLevels(attributes),
  }));
  const own = { at: 'attributes["acr.loa.map"]', top: realm.browser_flow, map: acrLevels(realm.attributes) };
  return [own, ...clients].flatMap((source) => levelsBeyond(subject, source));
}

function levelsBeyond(subject: Subject, { at, top, map }: MapSource): Found[] {
  const known = top === undefined ? [] : levelConditions(subject, top).map(levelOf);
  const [first] = known;
  if (first === undefined) return [];
  const beyond = [...map].filter(([, level]) => level > first && !known.includes(level));
  return beyond.map(([acr, level]) => ({
    at,
    message: `No subflow of "${top}" reaches "${acr}" (level ${level}): it knows ${known.join(', ')}. An essential request for it is refused, any other one ends at a lower level.`,
  }));
}

function disordered(subject: Subject, { top }: BoundFlow): Found[] {
  const conditions = levelConditions(subject, top);
  const levels = conditions.map(levelOf);
  const [first] = conditions;
  const twice = conditions.filter((condition, index) => levels.indexOf(levelOf(condition)) < index);
  const doubled = twice.map((condition) => ({
    at: rowPath(subject.root, condition),
    message: `Level ${levelOf(condition)} is configured twice in "${top}": a login with a session fails with an unexpected error.`,
  }));
  const lowest = Math.min(...levels);
  if (!first || levelOf(first) === lowest) return doubled;
  const message = `The first level subflow of "${top}" is level ${levelOf(first)}, not ${lowest}: everybody without a session goes through it, whatever was requested.`;
  return [...doubled, { at: rowPath(subject.root, first), message }];
}

function otherLevels(realm: Realm, { top, by_realm, clients }: BoundFlow): Found[] {
  const [ours, theirs] = [levelsBelow(realm, realm.browser_flow), levelsBelow(realm, top)];
  if (by_realm || ours.length === 0 || ours.join() === theirs.join()) return [];
  const knows = theirs.length === 0 ? 'no level' : `the levels ${theirs.join(', ')}`;
  return clients.map((client) => ({
    at: `${clientPath(client)}.authenticationFlowBindingOverrides`,
    message: `"${top}" knows ${knows}, the realm's "${realm.browser_flow}" ${ours.join(', ')}: requests of ${client} are judged by the first.`,
  }));
}

function levelsBelow(realm: Realm, top: string | undefined): number[] {
  const rows = realm.flows.get(top ?? '')?.executions ?? [];
  return rows.flatMap((row) => {
    if (row.requirement === 'DISABLED') return [];
    if (row.flow !== undefined) return levelsBelow(realm, row.flow);
    return row.authenticator === LEVEL_CONDITION ? [levelOf(row)] : [];
  });
}
