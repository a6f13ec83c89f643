/** What the pipeline has done since it started, counted in records. */
export interface Progress {
  received: number;
  applied: number;
  ignored: number;
  deadLettered: number;
  /** Accepted and not yet at their end; parked records are not, as they wait by themselves. */
  inFlight: number;
}

interface Line {
  kind?: string;
  accepted?: number;
  queued?: number;
  requeued?: number;
  batch?: Line;
  records?: number;
  applied?: number;
  ignored?: number;
  deadLettered?: number;
}

/** Nothing done yet. */
export const noProgress: Progress = { received: 0, applied: 0, ignored: 0, deadLettered: 0, inFlight: 0 };

/** Adds what one line of a function's log tells; a line that tells nothing adds nothing. */
export function addProgress(progress: Progress, message: string): Progress {
  const line = readLine(message);
  if (line?.kind === 'received') return arrive(progress, line.accepted ?? 0, line.accepted ?? 0);
  if (line?.kind === 'pull') return arrive(progress, line.queued ?? 0, line.queued ?? 0);
  if (line?.kind === 'batch') return finish(progress, line);
  if (line?.kind === 'sweep') return finish(arrive(progress, 0, line.requeued ?? 0), line.batch ?? {});
  return progress;
}

function readLine(message: string): Line | null {
  if (!message.startsWith('{')) return null;
  try {
    return JSON.parse(message) as Line;
  } catch {
    return null;
  }
}

function arrive(progress: Progress, received: number, waiting: number): Progress {
  return { ...progress, received: progress.received + received, inFlight: progress.inFlight + waiting };
}

function finish(progress: Progress, line: Line): Progress {
  return {
    received: progress.received,
    applied: progress.applied + (line.applied ?? 0),
    ignored: progress.ignored + (line.ignored ?? 0),
    deadLettered: progress.deadLettered + (line.deadLettered ?? 0),
    inFlight: Math.max(0, progress.inFlight - (line.records ?? 0)),
  };
}

/** The progress as one line of text. */
export function formatProgress(progress: Progress): string {
  const { received, applied, ignored, deadLettered, inFlight } = progress;
  return `received ${received} · applied ${applied} · ignored ${ignored} · dead-lettered ${deadLettered} · in flight ${inFlight}`;
}
