import type { HttpAnswer } from '../kit/http-call.js';
import type { ShopifyFault } from './faults.js';

/** An answer of the application. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** A refusal before any query is read: `errors` is a text then, and no list. */
export function refusalAnswer(status: number, errors: string): HttpAnswer {
  return jsonAnswer(status, { errors });
}

/** What is said to an unknown token. */
export function unauthorizedAnswer(): HttpAnswer {
  return refusalAnswer(401, '[API] Invalid API key or access token (unrecognized login or wrong password)');
}

const TEXTS: Readonly<Record<number, string>> = {
  402: 'Unavailable Shop',
  403: '[API] This action requires merchant approval for read_orders scope.',
  404: 'Not Found',
  423: 'Locked',
  429: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
  430: 'Shopify Security Rejection',
};

/** The answer of a status fault: JSON where the application gives it, HTML where what stands before it does. */
export function faultAnswer({ status, retryAfterSeconds }: ShopifyFault & { kind: 'status' }): HttpAnswer {
  const text = TEXTS[status];
  const htmlTitle = status === 503 ? 'Service Temporarily Unavailable' : 'Something went wrong';
  const usual = text === undefined ? htmlAnswer(status, htmlTitle) : refusalAnswer(status, text);
  const answer = status === 401 ? unauthorizedAnswer() : usual;
  if (retryAfterSeconds !== undefined) answer.headers['retry-after'] = retryAfterSeconds.toFixed(1);
  return answer;
}

/** A page for people, where a program expected JSON. */
export function htmlAnswer(status: number, title: string): HttpAnswer {
  const body = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
