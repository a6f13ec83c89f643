/** Where a process dies: at the call with this number, before it is carried out or after it was, with its answer lost. */
export interface CrashPoint {
  call: number;
  when: 'before' | 'after';
}

type Ports = Record<string, unknown>;

const WATCHED = ['queue', 'starts', 'cache', 'store', 'events', 'eventRecords', 'deadLetters'];

/**
 * The ports of a process that dies at `point`: from then on every call fails, as nothing of a dead process reaches the world.
 * `calls()` tells how many calls were made, so that a run that never dies counts the points.
 */
export function mortal<P extends Ports>(ports: P, point: CrashPoint | null): { ports: P; calls(): number } {
  let made = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error('the process was killed');
  };
  async function call(work: () => Promise<unknown>): Promise<unknown> {
    if (dead) return die();
    made += 1;
    const last = point !== null && made === point.call;
    if (last && point.when === 'before') return die();
    const result = await work();
    return last || dead ? die() : result;
  }
  const watched = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, WATCHED.includes(name) ? watch(port as object, call) : port]),
  );
  return { ports: watched as P, calls: () => made };
}

function watch(port: object, call: (work: () => Promise<unknown>) => Promise<unknown>): object {
  return new Proxy(port, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function' || name === 'list' || name === 'due') return member;
      return (...args: unknown[]) => call(() => Reflect.apply(member, target, args) as Promise<unknown>);
    },
  });
}
