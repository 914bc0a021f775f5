import type { Place } from '../../problem.ts';

/** One operation of Keycloak's Admin REST API; `path` is relative to `/admin/realms/{realm}` and written without encoding. */
export interface AdminOperation {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/**
 * `version`: the server that answers. `file`: named in problems. `place`: where a path of the operations (`[2, 'body',
 * 'requirement']`) stands in that file.
 */
export interface OperationOptions {
  readonly version: string;
  readonly file?: string;
  readonly place?: (path: readonly (string | number)[], on?: 'key' | 'value') => Place;
}
