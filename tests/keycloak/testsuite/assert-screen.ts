import assert from 'node:assert/strict';
import type { Page } from '../../../src/keycloak/page.ts';
import type { Facts } from './case.ts';
import { personaOf, type Scene } from './scene.ts';

/** Asserts what is on the screen: the state as cases write it, and facts about it. */
export function assertScreen(scene: Scene, state: string, facts: Facts = {}): void {
  const shown = shownState(scene);
  const [head = '', text] = state.split(/ ! ?/);
  const [kind, detail] = head.split(' ');
  const where = `${shown.kind} ${shown.detail ?? ''} ! ${shown.text ?? ''}`;
  assert.equal(shown.kind, kind, where);
  if (detail !== undefined) assert.equal(shown.detail, detail, where);
  if (text === undefined) assert.equal(shown.isError, false, `an error: ${where}`);
  else if (text === '') assert.ok(shown.text, where);
  else assert.equal(shown.text, text);
  const { user, ...others } = facts;
  if (user) assert.deepEqual({ ...personaOf(scene), ...user }, { ...personaOf(scene) });
  for (const [name, expected] of Object.entries(others)) assertFact(scene, name, expected);
}

interface Shown {
  readonly kind: string;
  /** The acr, the OAuth error, the provider. */
  readonly detail?: string;
  readonly text?: string | undefined;
  readonly isError: boolean;
}

function shownState({ screen }: Scene): Shown {
  const outcome = screen?.outcome;
  switch (outcome?.kind) {
    case 'page':
      return {
        kind: outcome.page,
        text: outcome.message,
        isError: outcome.messages.some(({ type }) => type === 'error'),
      };
    case 'callback':
      return { kind: 'callback', detail: outcome.acr, isError: false };
    case 'callback-error':
      return { kind: 'callback-error', detail: outcome.error, isError: false };
    case 'error':
      return { kind: 'error', text: outcome.text, isError: true };
    case 'idp':
      return { kind: 'idp', detail: outcome.alias, isError: false };
    default:
      return { kind: outcome?.kind ?? 'nothing', text: JSON.stringify(outcome), isError: false };
  }
}

type Read = (page: Page, scene: Scene) => unknown;

const OF_PAGE: Readonly<Record<string, Read>> = {
  another_way: (page) => page.try_another_way,
  devices: (page) => page.devices.map(({ label }) => label),
  device: (page) => page.devices.find(({ selected }) => selected)?.label,
  options: (page) => page.options.map(({ label }) => label),
  attempted: (page) => page.attempted_username,
  hidden: (page) => page.username_hidden,
  prefilled: (page) => page.username,
  providers: (page) => page.identity_providers,
  consents: (page) => page.consents,
  fields: (page) => page.fields.map(({ name }) => name),
  execution: (page) => page.execution,
  digits: (page) => page.code?.digits,
  subtype: (page) => page.code?.subtype,
  code_number: (page) => page.code_number,
  level: (_page, { screen }) => screen?.login?.levels.requested,
};

function assertFact(scene: Scene, name: string, expected: unknown): void {
  const outcome = scene.screen?.outcome;
  const read = OF_PAGE[name];
  // Members of other outcomes are read by their own names: `status`, `kc_action_status`, `error_description`.
  const members = { ...outcome } as Readonly<Record<string, unknown>>;
  const found = read && outcome?.kind === 'page' ? read(outcome, scene) : members[MEMBERS[name] ?? name];
  assert.deepEqual(found, expected, name);
}

const MEMBERS: Readonly<Record<string, string>> = { description: 'error_description' };
