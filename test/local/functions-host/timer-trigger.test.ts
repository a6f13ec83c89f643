import type { TypedData } from '../../../src/local/functions-host/core-api.js';
import { parseSchedule } from '../../../src/local/functions-host/schedule.js';
import { startTimer } from '../../../src/local/functions-host/timer-trigger.js';

const START = Date.parse('2026-03-01T10:00:00.000Z');

/** A clock that stands still until it is moved. */
function createClock() {
  let now = START;
  let waits: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs: number, callback: () => void) {
      const wait = { at: now + delayMs, callback };
      waits.push(wait);
      return () => {
        waits = waits.filter((other) => other !== wait);
      };
    },
    waiting: () => waits.length,
    /** Calls back whatever is due, in order, as time goes by. */
    async moveTo(seconds: number) {
      const end = START + seconds * 1_000;
      for (;;) {
        const next = waits.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waits = waits.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.callback();
        await settle();
      }
      now = end;
    },
    /** The machine sleeps: time has passed, and only then are callbacks made. */
    async sleepUntil(seconds: number) {
      now = START + seconds * 1_000;
      await this.moveTo(seconds);
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function createRun(clock: { now(): number }) {
  const runs: { at: number; isPastDue: boolean; last: string; next: string }[] = [];
  let end: (() => void) | undefined;
  return {
    runs,
    hold: false,
    end() {
      end?.();
      return settle();
    },
    async run(data: TypedData) {
      const timer = JSON.parse(data.json ?? '');
      const { Last: last, Next: next } = timer.ScheduleStatus;
      runs.push({ at: (clock.now() - START) / 1_000, isPastDue: timer.IsPastDue, last, next });
      if (this.hold) {
        await new Promise<void>((resolve) => {
          end = resolve;
        });
      }
    },
  };
}

function start(expression: string, { runOnStartup = false, hold = false } = {}) {
  const clock = createClock();
  const recorder = createRun(clock);
  recorder.hold = hold;
  const run = (data: TypedData) => recorder.run(data);
  const timer = startTimer({ schedule: parseSchedule(expression), runOnStartup, run }, clock);
  return { clock, recorder, timer };
}

test('a timer runs at each occurrence and knows the last and the next one', async () => {
  const { clock, recorder } = start('*/10 * * * * *');
  await clock.moveTo(25);
  expect(recorder.runs).toEqual([
    { at: 10, isPastDue: false, last: '0001-01-01T00:00:00Z', next: '2026-03-01T10:00:20.000Z' },
    { at: 20, isPastDue: false, last: '2026-03-01T10:00:10.000Z', next: '2026-03-01T10:00:30.000Z' },
  ]);
});

test('a timer does not run at the start, unless it is asked to', async () => {
  expect(start('0 0 * * * *').recorder.runs).toEqual([]);
  const { clock, recorder } = start('*/10 * * * * *', { runOnStartup: true });
  await settle();
  await clock.moveTo(10);
  expect(recorder.runs.map(({ at, isPastDue }) => [at, isPastDue])).toEqual([
    [0, false],
    [10, false],
  ]);
});

test('a run that takes long is not overlapped; what it missed is skipped, and the next run is past due', async () => {
  const { clock, recorder } = start('*/10 * * * * *', { hold: true });
  await clock.moveTo(47);
  expect(recorder.runs).toHaveLength(1);
  recorder.hold = false;
  await recorder.end();
  await clock.moveTo(65);
  expect(recorder.runs.map(({ at, isPastDue }) => [at, isPastDue])).toEqual([
    [10, false],
    [50, true],
    [60, false],
  ]);
});

test('occurrences that the machine slept through are one run, past due', async () => {
  const { clock, recorder } = start('*/10 * * * * *');
  await clock.sleepUntil(47);
  await clock.moveTo(55);
  expect(recorder.runs.map(({ at, isPastDue }) => [at, isPastDue])).toEqual([
    [47, true],
    [50, false],
  ]);
});

test('an occurrence weeks away is waited for', async () => {
  const { clock, recorder } = start('0 0 0 1 4 *');
  await clock.moveTo(30 * 86_400);
  expect(recorder.runs).toHaveLength(0);
  await clock.moveTo(31 * 86_400);
  expect(recorder.runs).toHaveLength(1);
});

test('stopping waits for the run, and nothing runs afterwards', async () => {
  const { clock, recorder, timer } = start('*/10 * * * * *', { hold: true });
  await clock.moveTo(12);
  let isStopped = false;
  const stopped = timer.stop().then(() => {
    isStopped = true;
  });
  await settle();
  expect(isStopped).toBe(false);
  await recorder.end();
  await stopped;
  expect(clock.waiting()).toBe(0);
});
