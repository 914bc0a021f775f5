import { currentUser, findUser, type Run } from '../flow/run.ts';
import { alert, fieldError, type PageParts } from '../flow/show-page.ts';
import type { Submit } from '../input.ts';
import { message } from '../messages.ts';
import type { Organization, User } from '../realm.ts';
import { parameter } from '../request.ts';
import { isMember, organizationScope, scopedOrganizations } from './organization-scope.ts';
import { emailDomain, homeBroker, NOBODY, resolveOrganization, type Subject } from './resolve-organization.ts';
import { ATTEMPTED, type Authenticator, challenge, type Result, type Step, SUCCESS, stop } from './step.ts';

const REQUIRES_MEMBERSHIP = 'requiresUserMembership';

/** Identity first. Source: `OrganizationAuthenticator`. */
export const organization: Authenticator = {
  requires_user: false,
  user_setup: true,
  since: 'organization_flow',
  label: 'organization-display-name',
  required_actions: [],
  configured: ({ realm }) => realm.organizations_enabled,
  authenticate: (step) => begin(step),
  act: (step, input) => answer(step, input),
};

function begin(step: Step): Result {
  const { run } = step;
  if (!run.realm.organizations_enabled || run.realm.organizations.length === 0) return ATTEMPTED;
  const hint = parameter(run.login.request, 'login_hint');
  const resolved = resolveOrganization(run, NOBODY);
  if (hint === undefined && !resolved) return firstPage(run);
  if (resolved) run.login.organization = resolved.alias;
  return resolve(step, hint);
}

function firstPage(run: Run): Result {
  const user = currentUser(run);
  if (!user) return challenge(usernamePage(run));
  if (run.login.sso) return selection(run, user) ?? SUCCESS;
  return attempted(run, user.username);
}

function answer(step: Step, input: Submit): Result {
  const { run } = step;
  const typed = input.username ?? '';
  if (input.organization !== undefined) run.login.organization = input.organization;
  if (!currentUser(run) && typed.trim() === '')
    return challenge({
      ...usernamePage(run),
      messages: [fieldError('username', message(run.realm, 'invalidUsernameMessage'))],
    });
  return resolve(step, input.username, input.organization);
}

function resolve(step: Step, username: string | undefined, chosen?: string): Result {
  const { run } = step;
  const user = identify(run, username);
  const subject = { user, username, domain: emailDomain(username) };
  const found = chosen === undefined ? resolveOrganization(run, subject) : byAlias(run, chosen);
  if (!found) return withoutOrganization(step, user, username);
  run.login.organization = found.alias;
  return inOrganization(step, found, subject);
}

/** The user who was typed is the user of this login from now on, even before any password. */
function identify(run: Run, username: string | undefined): User | undefined {
  const known = currentUser(run);
  if (known || username === undefined) return known;
  const user = findUser(run.realm, run.world, username);
  forgetOrganization(run);
  if (user) run.login.username = user.username;
  return user;
}

function forgetOrganization(run: Run): void {
  const { organization: _forgotten, ...rest } = run.login;
  run.login = rest;
}

function withoutOrganization(step: Step, user: User | undefined, username: string | undefined): Result {
  const { run } = step;
  const asked = user && selection(run, user);
  if (asked) return asked;
  const refused = user && missingMembership(step, undefined, user);
  if (refused) return refused;
  forgetOrganization(run);
  return attempted(run, username);
}

function inOrganization(step: Step, found: Organization, subject: Subject): Result {
  const { run } = step;
  const { user, domain } = subject;
  const refused = user && missingMembership(step, found, user);
  if (refused) return refused;
  const broker = homeBroker(run, found, subject);
  if (broker !== undefined) return stop({ kind: 'idp', alias: broker });
  if (!user) return challenge(unknownUserPage(run, found, domain));
  if (!user.enabled) return { kind: 'failed', error: 'INVALID_USER' };
  return run.login.sso ? SUCCESS : attempted(run, subject.username);
}

function unknownUserPage(run: Run, found: Organization, domain: string | undefined): PageParts {
  const text = `Your email domain matches the ${found.name} organization but you don't have an account yet.`;
  const messages = domain === undefined ? [] : [alert(text)];
  return { ...usernamePage(run), messages };
}

/** The next form shows what was typed instead of asking for it. */
function attempted(run: Run, username: string | undefined): Result {
  if (username !== undefined) {
    run.login.attempted_username = username;
    run.login.username_hidden = true;
  }
  return ATTEMPTED;
}

/** A member of several organizations picks one when the scope asks for any. */
function selection(run: Run, user: User): Result | undefined {
  const scope = organizationScope(run);
  if (scope?.kind !== 'any' || run.login.organization !== undefined) return undefined;
  const own = run.realm.organizations.filter((candidate) => isMember(candidate, user));
  if (own.length <= 1) return undefined;
  const organizations = own.map(({ alias, name }) => ({ execution: alias, label: name }));
  return challenge({ page: 'select-organization', organizations, try_another_way: false });
}

function missingMembership({ run, execution }: Step, found: Organization | undefined, user: User): Result | undefined {
  if (execution.config?.[REQUIRES_MEMBERSHIP] !== 'true') return undefined;
  const scope = organizationScope(run);
  const single = scope?.kind === 'single' ? scopedOrganizations(run, scope, undefined)[0] : undefined;
  const wanted = found ?? single;
  if (wanted && isMember(wanted, user)) return undefined;
  const text = wanted
    ? message(run.realm, 'notMemberOfOrganization', wanted.name)
    : message(run.realm, 'notMemberOfAnyOrganization');
  return { kind: 'refused', text, status: 403, rule: 'organization-membership' };
}

function usernamePage(run: Run): PageParts {
  const hint = parameter(run.login.request, 'login_hint');
  return {
    page: 'login-username',
    try_another_way: false,
    remember_me: run.realm.remember_me,
    register: run.realm.registration_allowed,
    ...(hint === undefined ? {} : { username: hint }),
  };
}

function byAlias({ realm }: Run, alias: string): Organization | undefined {
  return realm.organizations.find((candidate) => candidate.alias === alias);
}
