import type { HttpAnswer } from '../../kit/http-call.js';
import type { JsonValue } from '../../kit/json-object.js';
import type { ShopwareFault } from './faults.js';
import { oauthError, rateLimited, ShopwareError, shopwareError } from './shopware-error.js';

/** An answer of the application; JSON:API has a type of its own. */
export function jsonAnswer(status: number, value: JsonValue, isJsonApi = false): HttpAnswer {
  const type = isJsonApi ? 'application/vnd.api+json' : 'application/json';
  return { status, headers: { 'content-type': type }, body: JSON.stringify(value) };
}

/** The answer that a failure of the application becomes. */
export function errorAnswer(error: unknown): HttpAnswer {
  const failure = error instanceof ShopwareError ? error : unexpected();
  return jsonAnswer(failure.status, { errors: failure.errors as unknown as JsonValue });
}

/** The answer of a status fault. */
export function faultAnswer({ status, seconds, retryAfterSeconds }: ShopwareFault & { kind: 'status' }): HttpAnswer {
  if (status === 401) return errorAnswer(expiredToken());
  if (status === 500) return errorAnswer(unexpected());
  if (status === 429 && retryAfterSeconds === undefined) return errorAnswer(rateLimited(seconds ?? 5));
  const answer = htmlAnswer(status, PAGES[status]);
  if (retryAfterSeconds !== undefined) answer.headers['retry-after'] = String(retryAfterSeconds);
  return answer;
}

/** A login page with status 200, as a proxy in front of the shop sends it. */
export function loginPage(): HttpAnswer {
  return htmlAnswer(200, 'Sign in');
}

/** 401 of a token that is no longer good, or never was. */
export function expiredToken(hint = 'Access token could not be verified'): ShopwareError {
  return oauthError(401, 9, 'The resource owner or authorization server denied the request.', hint);
}

const PAGES = { 429: 'Too Many Requests', 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable' } as const;

function unexpected(): ShopwareError {
  return shopwareError(500, '0', 'An exception occurred while executing a query: SQLSTATE[40001]: Deadlock found');
}

function htmlAnswer(status: number, title: string): HttpAnswer {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${status} ${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
