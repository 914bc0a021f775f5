import { startKeycloak } from '../../../../src/provider/keycloak/server.ts';

/** A process that starts a server, says each line and then the base URL, and lives until it is ended. */
const server = await startKeycloak({ log: (line) => console.log(line) });
console.log(`up ${server.baseUrl}`);
setInterval(() => {}, 1_000);
