import type { BruteForce, IdentityProvider, Organization, OtpPolicy } from '../realm.ts';
import {
  type DocumentNode,
  elements,
  flag,
  integer,
  isAbsent,
  member,
  members,
  refused,
  requiredText,
  text,
  textRecord,
} from './document-node.ts';

/** Source: `DefaultExportImportManager.toPolicy`: a policy type without its other fields leaves those at zero. */
export function readOtpPolicy(root: DocumentNode): OtpPolicy {
  const type = text(member(root, 'otpPolicyType'));
  const given = type !== undefined;
  return {
    type: type ?? 'totp',
    algorithm: (given ? text(member(root, 'otpPolicyAlgorithm')) : undefined) ?? 'HmacSHA1',
    digits: given ? integer(member(root, 'otpPolicyDigits'), 0) : 6,
    period: given ? integer(member(root, 'otpPolicyPeriod'), 0) : 30,
    look_ahead: given ? integer(member(root, 'otpPolicyLookAheadWindow'), 0) : 1,
    reusable: given && flag(member(root, 'otpPolicyCodeReusable'), false),
  };
}

export function readBruteForce(root: DocumentNode): BruteForce {
  const strategy = text(member(root, 'bruteForceStrategy'));
  return {
    protected: flag(member(root, 'bruteForceProtected'), false),
    permanent: flag(member(root, 'permanentLockout'), false),
    max_temporary_lockouts: integer(member(root, 'maxTemporaryLockouts'), 0),
    strategy: strategy === 'LINEAR' ? 'LINEAR' : 'MULTIPLE',
    failure_factor: integer(member(root, 'failureFactor'), 30),
    wait_increment_s: integer(member(root, 'waitIncrementSeconds'), 60),
    max_failure_wait_s: integer(member(root, 'maxFailureWaitSeconds'), 900),
    minimum_quick_login_wait_s: integer(member(root, 'minimumQuickLoginWaitSeconds'), 60),
    quick_login_check_ms: integer(member(root, 'quickLoginCheckMilliSeconds'), 1000),
    max_delta_s: integer(member(root, 'maxDeltaTimeSeconds'), 43_200),
  };
}

/** `name(value) and name(value)`: policies by name. Source: `PasswordPolicy.parse`. */
export function readPasswordPolicy(root: DocumentNode): Map<string, string> {
  const written = text(member(root, 'passwordPolicy')) ?? '';
  return new Map(
    written
      .split(' and ')
      .map((part) => /^\s*(\w+)(?:\((.*)\))?\s*$/.exec(part))
      .flatMap((match) => (match?.[1] === undefined ? [] : [[match[1], match[2] ?? ''] as const])),
  );
}

export function readOrganizations(root: DocumentNode): Organization[] {
  return elements(member(root, 'organizations')).map((node) => {
    const name = requiredText(member(node, 'name'));
    return {
      name,
      alias: text(member(node, 'alias')) ?? name,
      enabled: flag(member(node, 'enabled'), true),
      domains: elements(member(node, 'domains')).map((domain) => requiredText(member(domain, 'name')).toLowerCase()),
      members: elements(member(node, 'members')).map((user) => requiredText(member(user, 'username')).toLowerCase()),
      identity_providers: elements(member(node, 'identityProviders')).map((idp) => requiredText(member(idp, 'alias'))),
    };
  });
}

export function readIdentityProviders(root: DocumentNode): Map<string, IdentityProvider> {
  return new Map(
    elements(member(root, 'identityProviders')).map((node) => {
      const alias = requiredText(member(node, 'alias'));
      if (isAbsent(member(node, 'providerId'))) throw refused(node, `identity provider "${alias}" has no providerId`);
      return [
        alias,
        {
          alias,
          enabled: flag(member(node, 'enabled'), true),
          link_only: flag(member(node, 'linkOnly'), false),
          hide_on_login: flag(member(node, 'hideOnLogin'), false),
          config: textRecord(member(node, 'config')),
        },
      ];
    }),
  );
}

/** Texts of the realm in English, or in its default language when it has no English ones. */
export function readTexts(root: DocumentNode): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [locale, node] of members(member(root, 'localizationTexts')))
    if (locale === 'en') for (const [key, value] of Object.entries(textRecord(node))) texts.set(key, value);
  return texts;
}
