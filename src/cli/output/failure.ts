import { type ErrorCode, errorCodes, toPipelineError } from '../../model/errors.js';
import { formatJson, toPlainText } from './plain-text.js';

/** A command that was called wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that could not do what it should for a reason of its own, with what a person does about it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly code: 'host_absent' | 'timed_out' | 'pull_busy' | 'file_unreadable' | 'file_unwritable' | 'ambiguous',
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** A failure as it is shown: `error <code>: <message>` and the advice, or the same as a JSON problem. */
export interface Failure {
  code: string;
  message: string;
  advice: string;
  path?: string;
  exitCode: 1 | 2;
}

/** What a person does about a command; the advice of the table is for a record that waits. */
const COMMAND_ADVICE: Partial<Record<ErrorCode, string>> = {
  internal: 'This is a fault of ours: report it with the command.',
  profile_inactive: 'Switch it on (`tributary profile enable`), then call again.',
};

const SEE_HELP = 'See `tributary --help`, or --help behind the command.';

/** What was thrown, as a failure. A wrong parameter is a wrong call, wherever it was noticed. */
export function toFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { code: 'usage', message: error.message, advice: SEE_HELP, exitCode: 2 };
  if (error instanceof CommandError) {
    const { code, message, advice } = error;
    return { code, message, advice, exitCode: 1 };
  }
  const { code, message, path } = toPipelineError(error);
  const where = path === undefined ? {} : { path };
  if (code === 'parameter_invalid') return { code, message, advice: SEE_HELP, ...where, exitCode: 2 };
  return { code, message, advice: COMMAND_ADVICE[code] ?? errorCodes[code].advice, ...where, exitCode: 1 };
}

/** A failure of commander's own: it has told the user already. */
export function isSettled(error: unknown): error is { exitCode: number } {
  return error instanceof Error && error.name === 'CommanderError';
}

/** The failure as stderr gets it. */
export function formatFailure(failure: Failure, json: boolean): string {
  const { code, message, advice, path } = failure;
  if (!json) return `error ${code}: ${toPlainText(message)}\n${advice}\n`;
  const problem = { type: `/problems/${code}`, code, detail: message, advice, ...(path === undefined ? {} : { path }) };
  return `${formatJson(problem, 0)}\n`;
}
