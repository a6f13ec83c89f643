import { createCli } from './cli.js';
import { createProgram } from './create-program.js';
import { formatFailure, isSettled, toFailure } from './output/failure.js';
import type { Terminal } from './output/terminal.js';

/** Runs the command line and gives its exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runTributary(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const json = wantsJson(args);
  const cli = createCli(terminal);
  try {
    await createProgram(cli, json).parseAsync([...args], { from: 'user' });
    return cli.failed ? 1 : 0;
  } catch (error) {
    // Help and the version end the parsing with an error of code 0.
    if (isSettled(error)) return error.exitCode === 0 ? 0 : 2;
    const failure = toFailure(error);
    terminal.err(formatFailure(failure, json));
    return failure.exitCode;
  }
}

/** Whether the caller reads JSON: to be known before the arguments are understood, or not understood. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}
