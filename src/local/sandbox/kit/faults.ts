/** What may happen to any request on its way. */
export type WireFault =
  /** The connection is reset, and nothing is answered. */
  | { kind: 'reset' }
  /** The right headers, and half of the body. */
  | { kind: 'cut' }
  /** The right answer, later. */
  | { kind: 'delay'; delayMs: number };

/** What can be made to go wrong with one server, under the control of a test. */
export interface Faults<Fault, Switches, Target extends string = string> {
  /** Ways in which the whole installation differs from the usual one: read at each request; assign to change. */
  readonly switches: Switches;
  /** The next requests meet this fault, after those already waiting; `on` says which kind of request, the usual kind if not said. */
  failNext(count: number, fault: Fault, on?: Target): void;
  /** How many requests are still to meet a fault. */
  pending(): number;
  /** Takes the fault of the request that is being answered. */
  take(on?: Target): Fault | undefined;
  /** Forgets waiting faults and puts every switch back. */
  reset(): void;
}

/** Creates the faults of one server; the given switches are what `reset` goes back to, and `usual` the usual kind of request. */
export function createFaults<Fault, Switches extends object, Target extends string = string>(
  start: Switches,
  usual = 'any' as Target,
): Faults<Fault, Switches, Target> {
  const switches = { ...start };
  let queue: { fault: Fault; on: Target }[] = [];
  return {
    switches,
    failNext: (count, fault, on = usual) => {
      queue.push(...Array.from({ length: count }, () => ({ fault, on })));
    },
    pending: () => queue.length,
    take: (target = usual) => {
      const at = queue.findIndex(({ on }) => on === target);
      return at < 0 ? undefined : queue.splice(at, 1)[0]?.fault;
    },
    reset: () => {
      queue = [];
      Object.assign(switches, start);
    },
  };
}
