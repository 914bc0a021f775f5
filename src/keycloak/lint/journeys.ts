import { configuredLevels } from '../flow/configured-levels.ts';
import { isStop } from '../flow/turn.ts';
import type { VisitTrace } from '../predict.ts';
import type { Realm } from '../realm.ts';
import type { Member } from './cast.ts';
import type { Subject } from './subject.ts';

/** A foretold login: who, with which request parameters, and what it came to. */
export interface Told {
  readonly member: Member;
  readonly params: Readonly<Record<string, string>>;
  readonly trace: VisitTrace;
}

/** Every member of the cast through a flow, once plainly and once for each level that the flow knows. */
export function journeys(subject: Subject, top: string): Told[] {
  const requests = requestsOf(subject.realm, top);
  return subject.cast.flatMap((member) =>
    requests.map((params) => ({ member, params, trace: subject.foretell({ top, member, params }) })),
  );
}

function requestsOf(realm: Realm, top: string): readonly Readonly<Record<string, string>>[] {
  const levels = configuredLevels(realm, top);
  return [{}, ...(isStop(levels) ? [] : [...levels.keys()].map((level) => ({ acr_values: String(level) })))];
}

/** The same login in a changed realm. */
export function again(subject: Subject, top: string, { realm, told }: { realm: Realm; told: Told }): VisitTrace {
  const { member, params } = told;
  return subject.foretell({ top, member, params, realm });
}

/** Logins that end on an error page, and would not in the changed realm: what was changed is to blame. */
export function blamed(subject: Subject, top: string, realm: Realm): Told[] {
  return journeys(subject, top)
    .filter(isRefused)
    .filter((told) => again(subject, top, { realm, told }).end !== 'error');
}

export function isRefused({ trace }: Pick<Told, 'trace'>): boolean {
  return trace.end === 'error';
}

const FACTOR_PAGES: ReadonlySet<string> = new Set([
  'login-otp',
  'login-config-totp',
  'login-recovery-authn-code-input',
  'login-recovery-authn-code-config',
  'webauthn-authenticate',
  'webauthn-register',
]);

/** A page that asks for a second factor, or for setting one up. */
export function meetsFactor({ trace }: Pick<Told, 'trace'>): boolean {
  return trace.pages.some(({ page }) => FACTOR_PAGES.has(page));
}

/** In without any page of a second factor. */
export function isInByPassword(told: Told): boolean {
  return told.trace.end === 'callback' && !meetsFactor(told);
}

/** `login → login-otp → callback`; the text of an error page behind it. */
export function journeyText({ pages, end, status, error }: VisitTrace): string {
  const text = end === 'error' ? ` “${pages.at(-1)?.message?.replaceAll('\n', ' / ')}” (${status})` : '';
  const last = end === 'error' ? [] : [LAST_WORDS.get(end) ?? end];
  return `${[...pages.map(({ page }) => page), ...last].join(' → ')}${text}${error === undefined ? '' : ` ${error}`}`;
}

const LAST_WORDS = new Map([
  ['callback-error', 'callback with'],
  ['idp', 'identity provider'],
  ['stopped', 'cannot answer this page'],
  ['stuck', 'cannot get past this page'],
  ['unknown', 'cannot be predicted'],
]);

/** A sentence with the first of these logins, to put behind what a rule says; nothing when there is none. */
export function proof(logins: readonly Told[]): string {
  const [first] = logins;
  if (!first) return '';
  const names = new Set(logins.filter(({ member }) => !member.stand_in).map(({ member }) => member.name));
  const more = names.size > 1 ? ` (and ${names.size - 1} more of the export)` : '';
  const asked = Object.entries(first.params).map(([name, value]) => `, with ${name}=${value}`);
  return ` Predicted for ${first.member.name}${more}${asked.join('')}: ${journeyText(first.trace)}.`;
}

/** Names as a list in a sentence, the first few. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** What a row is called: its provider id, or its subflow's alias. */
export function rowName({ authenticator, flow }: { authenticator?: string; flow?: string }): string {
  return flow === undefined ? (authenticator ?? '(nothing)') : `subflow "${flow}"`;
}
