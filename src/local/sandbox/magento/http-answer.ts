import type { HttpAnswer } from '../kit/http-call.js';
import type { JsonValue } from '../kit/json-object.js';
import type { MagentoFault } from './faults.js';
import { internalError, MagentoError } from './magento-error.js';

/** An answer of the application. */
export function jsonAnswer(status: number, value: JsonValue): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** The answer that a failure of the application becomes. */
export function errorAnswer(error: unknown): HttpAnswer {
  const failure = error instanceof MagentoError ? error : internalError('0badc0de');
  return jsonAnswer(failure.status, failure.body);
}

/** The answer of a status fault: JSON where the application gives it, HTML where a proxy or a cache does. */
export function faultAnswer(fault: MagentoFault & { kind: 'status' }): HttpAnswer {
  const answer = plainFaultAnswer(fault.status);
  if (fault.retryAfterSeconds !== undefined) answer.headers['retry-after'] = String(fault.retryAfterSeconds);
  return answer;
}

/** A login page with status 200, as an expired session or a captive proxy sends it. */
export function loginPage(): HttpAnswer {
  return htmlAnswer(200, 'Sign in', '<form action="/admin"><input name="login[username]"></form>');
}

const PROXY_PAGES = { 429: 'Too Many Requests', 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable' } as const;

function plainFaultAnswer(status: (MagentoFault & { kind: 'status' })['status']): HttpAnswer {
  if (status === 401) return errorAnswer(new MagentoError(401, 'The signature is invalid. Verify and try again.'));
  if (status === 500) return errorAnswer(internalError('5f1e0c0ffee01'));
  return htmlAnswer(status, `${status} ${PROXY_PAGES[status]}`, '<hr><center>nginx</center>');
}

function htmlAnswer(status: number, title: string, rest: string): HttpAnswer {
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n${rest}\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
