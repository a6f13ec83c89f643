import { toPlainText } from './plain-text.js';

/** Where a command writes. Everything passes through here, so that what a remote system sent cannot steer the terminal. */
export interface Terminal {
  /** Whether somebody looks at stderr, so that progress may be drawn there. */
  readonly interactive: boolean;
  readonly columns: number;
  /** Writes to stdout, as text. */
  out(text: string): void;
  /** Writes to stderr, as text. */
  err(text: string): void;
  /** Writes over the last line of stderr, until the next one; for progress on an interactive terminal only. */
  redraw(line: string): void;
}

const CLEAR_LINE = '\r\u001b[2K';

/** The terminal of this process. A reader of stdout that goes away ends the process in peace. */
export function createTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write(CLEAR_LINE);
    drawn = false;
  };
  return {
    interactive: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    out(text) {
      clear();
      stdout.write(toPlainText(text));
    },
    err(text) {
      clear();
      stderr.write(toPlainText(text));
    },
    redraw(line) {
      clear();
      drawn = line !== '';
      stderr.write(toPlainText(line));
    },
  };
}
