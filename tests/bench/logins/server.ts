import { adminClient } from '../../../src/provider/keycloak/admin.ts';

/** Where the sign-ins happen, told by the environment: the server, its administrator, and the realm once it is there. */
export const BASE_URL = process.env['BENCH_URL'] ?? '';
export const REALM = 'BENCH_REALM';

/** The Admin API of that server. */
export function serverAdmin() {
  const { FLOWPROOF_ADMIN_USERNAME: username = '', FLOWPROOF_ADMIN_PASSWORD: password = '' } = process.env;
  return adminClient({ baseUrl: BASE_URL, username, password: () => password });
}
