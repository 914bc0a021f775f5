import { expect, flow, test } from '../../src/test.ts';

const CONTRACT = 'mfa-rollout';

/** What each flow needs before anybody signs in: its personas in the realm, and a portal that reaches its provider. */
const ROWS = [
  { flow_id: 'FLOW-AUTH-MFA-001', matrix_id: 'UAT-AUTH-001', personas: ['staff-with-otp', 'staff-first-login'] },
  { flow_id: 'FLOW-AUTH-ENROLL-001', matrix_id: 'UAT-AUTH-003', personas: ['staff-first-login'] },
  {
    flow_id: 'FLOW-AUTH-RECOVERY-001',
    matrix_id: 'UAT-AUTH-004',
    personas: ['staff-with-recovery-codes', 'staff-with-both'],
  },
  { flow_id: 'FLOW-AUTH-BLOCKED-001', matrix_id: 'UAT-AUTH-005', personas: ['disabled', 'denied', 'contractor'] },
  { flow_id: 'FLOW-AUTH-SERVICE-001', matrix_id: 'UAT-AUTH-008', personas: ['service-identity'] },
  { flow_id: 'FLOW-AUTH-BREAKGLASS-001', matrix_id: 'UAT-AUTH-009', personas: ['break-glass'] },
  { flow_id: 'FLOW-AUTH-SIGNOUT-001', matrix_id: 'UAT-AUTH-010', personas: ['contractor'] },
] as const;

for (const { flow_id, matrix_id, personas } of ROWS) {
  test(
    `${flow_id}: its personas exist as the contract describes them`,
    flow(flow_id, 'fixture', { matrix_id }),
    async ({ journey }) => {
      for (const persona of personas) expect(await journey.missing({ contract: CONTRACT, persona })).toEqual([]);
    },
  );

  test(
    `${flow_id}: the portal reaches its provider`,
    flow(flow_id, 'environment', { matrix_id }),
    async ({ journey, request, page }) => {
      await journey.open({ contract: CONTRACT });
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
      const discovery = await request.get(`${journey.issuer}/.well-known/openid-configuration`);
      expect((await discovery.json()).issuer).toBe(journey.issuer);
    },
  );
}
