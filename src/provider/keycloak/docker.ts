import type { Command } from './command.ts';

/** One container to start. */
export interface Container {
  readonly image: string;
  readonly port: number;
}

/**
 * The command line of a Keycloak container that is reached on loopback only and removed when it stops. The administrator
 * comes through the environment of `docker` itself (`-e NAME` without a value), so no secret is in argv. The client
 * passes TERM on to the container. Not exercised in CI, where there is no Docker engine: tested by its argv alone.
 */
export function dockerCommand({ image, port }: Container, env: NodeJS.ProcessEnv): Command {
  const args = [
    'run',
    '--rm',
    '--name',
    `flowproof-keycloak-${port}`,
    '-p',
    `127.0.0.1:${port}:8080`,
    '-e',
    'KC_BOOTSTRAP_ADMIN_USERNAME',
    '-e',
    'KC_BOOTSTRAP_ADMIN_PASSWORD',
    image,
    'start-dev',
    '--log-level=warn',
  ];
  return { file: 'docker', args, env };
}
