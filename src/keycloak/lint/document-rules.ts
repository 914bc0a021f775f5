import { OTP_FORM, USERNAME_FORM, USERNAME_PASSWORD_FORM } from '../provider-ids.ts';
import { elements, member, text, textRecord } from '../read/document-node.ts';
import { flowPath, keyed, rowPath } from './export-path.ts';
import { namesText } from './journeys.ts';
import type { Found, SpokenRule } from './rule.ts';
import type { Subject } from './subject.ts';

const FORMS = 'auth-username-password-form REQUIRED\n';
const STAFF = { roles: { realm: [{ name: 'staff' }, { name: 'guest' }] } };
const role = (alias: string, condUserRole: string) => ({ alias, config: { condUserRole, negate: 'false' } });
const TWO_CHECKS = `${FORMS}second CONDITIONAL:\n  conditional-user-role REQUIRED @check\n  auth-otp-form REQUIRED`;

/** Names in the document that do not mean what stands beside them. */
export const DOCUMENT_RULES: readonly SpokenRule[] = [
  {
    id: 'L-20',
    class: 'error',
    title: 'Two authenticator configs of one alias',
    looks_for:
      'two entries of authenticatorConfig with one alias and different contents. (A client override that names no flow id of the document is refused before any rule: so does the server.)',
    detect: doubledConfigs,
    effect:
      'An import looks configs up by alias, and the last one wins: every row that names the alias gets it, whichever was meant.',
    fix: 'Give each config an alias of its own.',
    evidence: ['DefaultExportImportManager.importAuthenticationFlows', '#31727', '#9564'],
    example: {
      triggers: {
        flow: TWO_CHECKS,
        realm: { ...STAFF, authenticatorConfig: [role('check', 'guest'), role('check', 'staff')] },
      },
      at: 'authenticatorConfig[0]',
      says: 'authenticatorConfig[1]',
      twin: {
        flow: TWO_CHECKS,
        realm: { ...STAFF, authenticatorConfig: [role('other', 'guest'), role('check', 'staff')] },
      },
    },
  },
  {
    id: 'L-41',
    class: 'error',
    title: 'Step that a stock server does not have',
    looks_for:
      'an enabled row of a browser flow whose provider is neither a step nor a condition of this Keycloak version',
    detect: unknownSteps,
    effect:
      'Without its extension the server fails on the whole level ("Unexpected error when handling authentication request…"). With it the login does something that no export tells.',
    fix: 'Install the extension wherever this realm is imported, or disable the row.',
    evidence: ['DefaultAuthenticationFlow.getAuthenticatorFactory'],
    example: {
      triggers: { flow: `${FORMS}acme-sms-authenticator REQUIRED` },
      at: 'authenticationFlows[alias=example].authenticationExecutions[1]',
      says: 'acme-sms-authenticator is no step of Keycloak',
      twin: { flow: `${FORMS}acme-sms-authenticator DISABLED` },
    },
  },
  {
    id: 'L-42',
    class: 'warning',
    title: 'One subflow in two places',
    looks_for: 'a subflow that two rows of the document name, or two flows of one alias',
    detect: sharedFlows,
    effect:
      'Aliases of subflows are global to the realm: both places run the same rows, so that a change for one of them changes the other; of two flows with one alias only one is meant.',
    fix: 'Give each place a subflow of its own, with its own alias.',
    evidence: ['DefaultExportImportManager.importAuthenticationFlows', 'AuthenticationManagementResource.copy'],
    example: {
      triggers: {
        flow: `${FORMS}second REQUIRED:\n  auth-otp-form REQUIRED`,
        realm: {
          authenticationFlows: [
            flow('example', true, [form(USERNAME_PASSWORD_FORM), sub('second')]),
            flow('other', true, [form(USERNAME_FORM), sub('second')]),
            flow('second', false, [form(OTP_FORM)]),
          ],
        },
      },
      at: 'authenticationFlows[alias=second]',
      says: 'example, other',
      twin: { flow: `${FORMS}second REQUIRED:\n  auth-otp-form REQUIRED` },
    },
  },
  {
    id: 'L-43',
    class: 'warning',
    title: 'browserFlow names no flow',
    looks_for: 'a browserFlow that no flow of the document or of a new realm has as its alias',
    detect: ({ realm, root }) => {
      const at = member(root, 'browserFlow');
      if (realm.browser_flow !== undefined) return [];
      const message = `There is no flow "${text(at) ?? 'browser'}": the import succeeds, and the realm has no browser flow. Every login of a client without a flow of its own fails.`;
      return [{ at: at.path, message, breaks: true }];
    },
    effect: 'The import drops the binding without a word. The realm has no browser flow, and logins end in an error.',
    fix: 'Name the alias of a top-level flow.',
    evidence: ['DefaultExportImportManager.importAuthenticationFlows', 'RealmModel.getBrowserFlow'],
    example: {
      triggers: { flow: FORMS, realm: { browserFlow: 'exampel' } },
      at: 'browserFlow',
      says: 'no flow "exampel"',
      breaks: true,
      twin: { flow: FORMS, realm: { browserFlow: 'example' } },
    },
  },
];

function form(authenticator: string) {
  return { authenticator, authenticatorFlow: false, requirement: 'REQUIRED', priority: 10 };
}

function sub(flowAlias: string) {
  return { flowAlias, authenticatorFlow: true, requirement: 'REQUIRED', priority: 20 };
}

function flow(alias: string, topLevel: boolean, authenticationExecutions: readonly object[]) {
  return { alias, id: alias, providerId: 'basic-flow', topLevel, authenticationExecutions };
}

function doubledConfigs({ root }: Subject): Found[] {
  const configs = keyed(member(root, 'authenticatorConfig'), 'alias').map(([alias, node]) => ({
    alias,
    path: node.path,
    content: JSON.stringify(Object.entries(textRecord(member(node, 'config'))).toSorted()),
  }));
  return configs.flatMap(({ alias, path, content }) => {
    const last = configs.findLast((other) => other.alias === alias);
    if (!last || last.content === content) return [];
    return [
      { at: path, message: `Rows that name "${alias}" get ${last.path}, which is different: this one is never used.` },
    ];
  });
}

function unknownSteps({ realm, root, broken }: Subject): Found[] {
  return broken.flatMap(({ level, flow: { alias } }) => {
    if (!level.unknown) return [];
    const message = `${level.unknown.authenticator} is no step of Keycloak ${realm.version.line}: without an extension or preview feature that brings it everybody who comes to "${alias}" gets an unexpected error; with one the journey cannot be predicted.`;
    return [{ at: rowPath(root, level.unknown), message }];
  });
}

function sharedFlows({ root }: Subject): Found[] {
  const flows = keyed(member(root, 'authenticationFlows'), 'alias');
  const rows = flows.flatMap(([owner, node]) =>
    elements(member(node, 'authenticationExecutions')).map((row) => ({
      owner,
      subflow: text(member(row, 'flowAlias')),
    })),
  );
  const aliases = [...new Set(flows.map(([alias]) => alias))];
  return aliases.flatMap((alias) => [
    ...named(
      flowPath(alias),
      rows.filter(({ subflow }) => subflow === alias).map(({ owner }) => owner),
    ),
    ...doubled(
      flows.filter(([other]) => other === alias).map(([, node]) => node.path),
      alias,
    ),
  ]);
}

function named(at: string, owners: readonly string[]): Found[] {
  if (owners.length < 2) return [];
  return [
    { at, message: `It is a subflow of ${namesText(owners)}: all of them run the same rows, and change together.` },
  ];
}

function doubled(paths: readonly string[], alias: string): Found[] {
  return paths.slice(1).map((at) => ({
    at,
    message: `Another flow has the alias "${alias}" too: rows and bindings mean only one of them.`,
  }));
}
