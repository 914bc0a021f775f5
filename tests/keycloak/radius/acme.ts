import { flowOf, forms, step, sub } from '../realm-kit.ts';

const acme = {
  realm: 'acme',
  enabled: true,
  sslRequired: 'none',
  roles: { realm: [{ name: 'staff' }, { name: 'default-roles-acme' }] },
  groups: [{ name: 'ops', attributes: { tier: ['gold'] }, realmRoles: [], subGroups: [] }],
  clients: [{ clientId: 'app', publicClient: true, redirectUris: ['https://app.example.org/*'] }],
};

/** A realm whose users are asked for a code only if they have a device. Its users are written elsewhere. */
export function defaultFlowRealm(): Record<string, unknown> {
  const otp = sub('lab 2fa', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form', 'ALTERNATIVE'));
  return { ...acme, ...flowOf(forms(step('auth-username-password-form'), otp)) };
}

/** The same realm after the code became a demand on staff, and nobody else is asked. */
export function otpRequiredRealm(): Record<string, unknown> {
  const isStaff = step('conditional-user-role', 'REQUIRED', { condUserRole: 'staff' });
  const otp = sub('lab 2fa', 'CONDITIONAL', isStaff, step('auth-otp-form'));
  return { ...acme, ...flowOf(forms(step('auth-username-password-form'), otp)) };
}
