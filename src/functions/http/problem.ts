import type { HttpResponseInit } from '@azure/functions';
import { type ErrorCode, errorCodes, type PipelineError } from '../../model/errors.js';
import { SAFE_HEADERS } from './respond.js';

/** An error as it is answered: RFC 9457, with a stable `code`. */
export interface Problem {
  /** Names the kind of problem: `/problems/<code>`. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  /** The RFC 6901 pointer or the parameter that is at fault. */
  path?: string;
  /** The invocation to look up in the log. */
  correlationId?: string;
}

const RETRY_AFTER_SECONDS = 5;

/**
 * The problem of an error. Faults of the caller are told word for word; of our own faults only what the table of codes says,
 * because their messages may name what is none of the caller's business.
 */
export function toProblem(error: PipelineError, correlationId: string): Problem {
  const { status, title, advice } = errorCodes[error.code];
  const head = { type: `/problems/${error.code}`, title, status, code: error.code };
  if (status >= 500) return { ...head, detail: advice, correlationId };
  // One body for every refused credential: it must not tell which part of it was wrong.
  if (status === 401) return { ...head, detail: advice };
  return { ...head, detail: error.message, ...(error.path === undefined ? {} : { path: error.path }) };
}

/** The answer that carries a problem; `members` are extension members such as the dependencies of the health check. */
export function respondProblem(
  problem: Problem,
  { retryAfterSeconds, members = {} }: { retryAfterSeconds?: number | undefined; members?: object } = {},
): HttpResponseInit {
  const wait = retryAfterSeconds ?? (problem.status === 503 ? RETRY_AFTER_SECONDS : undefined);
  return {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...SAFE_HEADERS,
      ...(problem.code === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer realm="tributary"' } : {}),
      ...(wait === undefined ? {} : { 'Retry-After': String(Math.ceil(wait)) }),
    },
    body: JSON.stringify({ ...problem, ...members }),
  };
}
