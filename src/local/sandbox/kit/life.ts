/** Runs something later and returns how to call it off. */
export type Schedule = (run: () => void, afterMs: number) => () => void;

/** How often something happens. */
export interface Beats {
  everyMs: number;
  /** The process's own timer unless a test drives one by hand. */
  schedule?: Schedule | undefined;
}

/** A stream of events; once stopped, nothing happens any more. */
export interface Life {
  stop(): void;
}

/** Lets something happen at each beat, counted from 1, until it is stopped. */
export function startBeats(happen: (beat: number) => void, { everyMs, schedule = useTimer }: Beats): Life {
  let beats = 0;
  let isStopped = false;
  let callOff = (): void => {};
  const beat = (): void => {
    if (isStopped) return;
    beats += 1;
    happen(beats);
    callOff = schedule(beat, everyMs);
  };
  callOff = schedule(beat, everyMs);
  return {
    stop: () => {
      isStopped = true;
      callOff();
    },
  };
}

/** The timer does not keep the process alive. */
function useTimer(run: () => void, afterMs: number): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
