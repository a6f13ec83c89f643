import { toPlainText } from '../../src/cli/output/plain-text.js';
import type { Terminal } from '../../src/cli/output/terminal.js';

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  stdout(): string;
  stderr(): string;
  bars(): string[];
}

/** Makes one; `interactive` as if somebody looked at it. */
export function createRecordingTerminal({ interactive = false } = {}): RecordingTerminal {
  const text = { out: '', err: '' };
  const bars: string[] = [];
  return {
    interactive,
    columns: 60,
    out(more) {
      text.out += toPlainText(more);
    },
    err(more) {
      text.err += toPlainText(more);
    },
    redraw: (line) => bars.push(line),
    stdout: () => text.out,
    stderr: () => text.err,
    bars: () => bars,
  };
}
