import type { JsonObject } from '../../kit/json-object.js';

/** One entry of `errors`. */
export interface ErrorEntry {
  code: string;
  status: string;
  title: string;
  detail: string | null;
  source?: { pointer: string };
  meta?: JsonObject;
}

/** A failure as the interface answers it. */
export class ShopwareError extends Error {
  readonly status: number;
  readonly errors: readonly ErrorEntry[];

  constructor(status: number, errors: readonly ErrorEntry[]) {
    super(errors[0]?.detail ?? errors[0]?.title ?? 'no cause');
    this.name = 'ShopwareError';
    this.status = status;
    this.errors = errors;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** A failure of one cause: the parameters stand in the detail and, by name, in `meta`. */
export function shopwareError(
  status: number,
  code: string,
  detail: string,
  parameters: JsonObject | readonly [] = [],
): ShopwareError {
  return new ShopwareError(status, [errorEntry(status, code, detail, parameters)]);
}

/** One cause among several of a failure; the pointer says where in the criteria it lies. */
export function errorEntry(
  status: number,
  code: string,
  detail: string,
  parameters: JsonObject | readonly [] = [],
  pointer?: string,
): ErrorEntry {
  const title = TITLES[status] ?? 'unknown status';
  const entry = { status: String(status), code, title, detail, meta: { parameters } };
  return pointer === undefined ? entry : { ...entry, source: { pointer } };
}

/** A failure of the authorization server: a number for a code, and the hint for a detail. */
export function oauthError(status: number, code: number, title: string, hint: string | null): ShopwareError {
  return new ShopwareError(status, [{ code: String(code), status: String(status), title, detail: hint }]);
}

/** 429 with the time to wait in the body alone. */
export function rateLimited(seconds: number): ShopwareError {
  const detail = `Too many requests, try again in ${seconds} seconds.`;
  return shopwareError(429, 'FRAMEWORK__RATE_LIMIT_EXCEEDED', detail, { seconds });
}

/** 429 of the token endpoint. */
export function authThrottled(seconds: number): ShopwareError {
  return shopwareError(429, 'FRAMEWORK__AUTH_THROTTLED', `Auth throttled for ${seconds} seconds.`, { seconds });
}

/** 403 whose detail is JSON within a string. */
export function missingPrivileges(privileges: readonly string[]): ShopwareError {
  const detail = JSON.stringify({ message: 'Missing privilege', missingPrivileges: privileges });
  return shopwareError(403, 'FRAMEWORK__MISSING_PRIVILEGE_ERROR', detail);
}

/** 404: the entity has no row of that id. */
export function resourceNotFound(entity: string, id: string): ShopwareError {
  const detail = `The ${entity} resource with the following primary key was not found: id(${id})`;
  return shopwareError(404, 'FRAMEWORK__RESOURCE_NOT_FOUND', detail, { type: entity, primaryKeyString: `id(${id})` });
}

/** 404: no route has that path and method. */
export function noSuchRoute(method: string, path: string): ShopwareError {
  const detail = `No route found for "${method} ${path}"`;
  return new ShopwareError(404, [{ code: '0', status: '404', title: 'Not Found', detail }]);
}
