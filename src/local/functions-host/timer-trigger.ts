import type { TypedData } from './core-api.js';
import type { RunningTrigger } from './running-trigger.js';
import type { Schedule } from './schedule.js';

/** The time as a timer needs it. `after` calls back once and returns how to call that off. */
export interface TimerClock {
  now(): number;
  after(delayMs: number, callback: () => void): () => void;
}

/** What a timer runs and when. `run` never rejects: whoever passes it logs the failure. */
export interface TimerTrigger {
  schedule: Schedule;
  runOnStartup: boolean;
  run(timer: TypedData): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: TimerClock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

// A machine that slept, or whose clock was set, is noticed within this; it is also far below what setTimeout can hold.
const LONGEST_WAIT_MS = 60_000;

/**
 * Starts a timer.
 * It never overlaps itself: occurrences that fall into a run, or into a machine's sleep, are skipped, and the next one is past due.
 */
export function startTimer({ schedule, runOnStartup, run }: TimerTrigger, clock: TimerClock): RunningTrigger {
  let stopped = false;
  let cancelWait = () => {};
  let running: Promise<void> | undefined;
  let lastAt: number | undefined;
  let dueAt = schedule.next(clock.now());

  async function fire(isPastDue: boolean): Promise<void> {
    const now = clock.now();
    const data = toTimerData({ lastAt, nextAt: schedule.next(now), updatedAt: now, isPastDue });
    lastAt = now;
    running = run(data);
    await running;
    if (stopped) return;
    dueAt = schedule.next(clock.now());
    wait();
  }

  function wait(): void {
    const delayMs = dueAt - clock.now();
    if (delayMs > 0) {
      cancelWait = clock.after(Math.min(delayMs, LONGEST_WAIT_MS), wait);
      return;
    }
    const expectedAt = lastAt === undefined ? dueAt : schedule.next(lastAt);
    void fire(expectedAt < dueAt || schedule.next(dueAt) <= clock.now());
  }

  if (runOnStartup) void fire(false);
  else wait();
  return {
    async stop() {
      stopped = true;
      cancelWait();
      await running;
    },
  };
}

interface Occurrence {
  lastAt: number | undefined;
  nextAt: number;
  updatedAt: number;
  isPastDue: boolean;
}

function toTimerData({ lastAt, nextAt, updatedAt, isPastDue }: Occurrence): TypedData {
  const toText = (at: number) => new Date(at).toISOString();
  const Last = lastAt === undefined ? '0001-01-01T00:00:00Z' : toText(lastAt);
  const ScheduleStatus = { Last, Next: toText(nextAt), LastUpdated: toText(updatedAt) };
  return { json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus, IsPastDue: isPastDue }) };
}
