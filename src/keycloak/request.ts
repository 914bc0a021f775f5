import { own } from './own.ts';

/**
 * An authorization request: `client_id`, `redirect_uri` and every other query parameter. A list is a repeated parameter.
 * Parameters left out stay out: `response_type` and `scope` have no defaults here.
 */
export type Request = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The first value of a parameter, as the server reads it. */
export function parameter(request: Request, name: string): string | undefined {
  const value = own(request, name);
  return typeof value === 'string' ? value : value?.[0];
}

/** The parameter stands in the request more than once. */
export function isRepeated(request: Request, name: string): boolean {
  const value = own(request, name);
  return typeof value !== 'string' && value !== undefined && value.length > 1;
}
