import type { Terminal } from './terminal.js';

/** How far a longer doing is; `total` is null where nobody knows it. */
export interface Step {
  what: string;
  done: number;
  total: number | null;
}

/** Tells people how far it is. */
export interface Progress {
  show(step: Step): void;
  /** Takes the bar away. */
  end(): void;
}

/** What is over sooner needs no progress. */
const PATIENCE_MS = 1_000;
const BETWEEN_BARS_MS = 100;
const BETWEEN_LINES_MS = 5_000;

/** Progress on stderr of what takes longer than a second: a bar on a terminal, else a line every five seconds. */
export function createProgress(terminal: Terminal, now: () => number): Progress {
  let next = now() + PATIENCE_MS;
  return {
    show(step) {
      if (now() < next) return;
      next = now() + (terminal.interactive ? BETWEEN_BARS_MS : BETWEEN_LINES_MS);
      if (terminal.interactive) terminal.redraw(formatBar(step, terminal.columns));
      else terminal.err(`${formatStep(step)}\n`);
    },
    end() {
      if (terminal.interactive) terminal.redraw('');
    },
  };
}

/** Progress that nobody sees, for `--json` in a script. */
export const noProgress: Progress = { show: () => {}, end: () => {} };

function formatStep({ what, done, total }: Step): string {
  return total === null ? `${what}: ${done}` : `${what}: ${done} of ${total}`;
}

const BAR_WIDTH = 24;

/** The step as one line that fits: `pull orders  [########----]  120 of 250`. */
export function formatBar(step: Step, columns: number): string {
  const { done, total } = step;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const filled = Math.round((share ?? 0) * BAR_WIDTH);
  const bar = share === null ? '' : `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] `;
  return `${bar}${formatStep(step)}`.slice(0, Math.max(10, columns - 1));
}
