import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { type PipelineError, toPipelineError } from '../../model/errors.js';
import { discardBody } from './discard-body.js';
import { respondProblem, toProblem } from './problem.js';

const MAX_LOGGED = 500;
const MAX_FRAMES = 8;

/** The handler, with everything that it throws answered as `application/problem+json` and told to the log where people need it. */
export function withProblems(
  handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (thrown) {
      await discardBody(request);
      const error = toPipelineError(thrown);
      const problem = toProblem(error, context.invocationId);
      logProblem(context, error, problem.status);
      return respondProblem(problem, { retryAfterSeconds: error.retryAfterSeconds });
    }
  };
}

/** One JSON line: our own faults as errors, refused credentials as warnings; other faults of a caller are the caller's. */
function logProblem(context: InvocationContext, error: PipelineError, status: number): void {
  const line = JSON.stringify({
    kind: 'problem',
    function: context.functionName,
    code: error.code,
    status,
    message: error.message.slice(0, MAX_LOGGED),
    ...(error.code === 'internal' ? { stack: framesOf(error.cause) } : {}),
  });
  if (status >= 500) context.error(line);
  else if (status === 401 || status === 403) context.warn(line);
}

/** Where an unforeseen failure came from: places in the code, without its message. */
function framesOf(cause: unknown): string[] {
  const lines = cause instanceof Error ? (cause.stack ?? '').split('\n') : [];
  return lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, MAX_FRAMES);
}
