import type { ProcessPorts } from '../../src/orchestration/process-queue-blob.js';
import { createWorld, post, type World } from './world.js';

/** A moment of a process: its call with this number, before it is carried out or after it was. */
export interface CallPoint {
  call: number;
  when: 'before' | 'after';
}

/** What processes one queue blob: the real flow, or one that is wrong on purpose. */
export type ProcessBlob = (ports: ProcessPorts, name: string) => Promise<unknown>;

/** Where a blob whose process died stands when the next one begins: before all others, or behind them, which then overtake it. */
export type Redelivery = 'first' | 'last';

type Call = (work: () => Promise<unknown>) => Promise<unknown>;

const PROCESSING = ['queue', 'starts', 'cache', 'store', 'events', 'eventRecords', 'deadLetters', 'till', 'movements'];
const WATCHED = [...PROCESSING, 'privacyRequests', 'privacyReceipts', 'privacyExports', 'sentPayloads'];

/**
 * The ports of a process that dies at `point`, with the answer of the call lost: from then on every call fails, as nothing of a dead
 * process reaches the world. `calls()` tells how many calls were made, so that a run that never dies counts the points.
 */
export function mortal<P extends object>(ports: P, point: CallPoint | null): { ports: P; calls(): number } {
  let made = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error('the process was killed');
  };
  const watched = watch(ports, async (work) => {
    if (dead) return die();
    made += 1;
    const last = point !== null && made === point.call;
    if (last && point.when === 'before') return die();
    const result = await work();
    return last || dead ? die() : result;
  });
  return { ports: watched, calls: () => made };
}

/** The ports of a process that stands still at `point` until `meanwhile` has ended, and then goes on. */
export function interrupted<P extends object>(ports: P, point: CallPoint, meanwhile: () => Promise<unknown>): P {
  let made = 0;
  return watch(ports, async (work) => {
    made += 1;
    const isHere = made === point.call;
    if (isHere && point.when === 'before') await meanwhile();
    const result = await work();
    if (isHere && point.when === 'after') await meanwhile();
    return result;
  });
}

function watch<P extends object>(ports: P, call: Call): P {
  const watched = Object.entries(ports).map(([name, port]) => [
    name,
    WATCHED.includes(name) ? watchPort(port as object, call) : port,
  ]);
  return Object.fromEntries(watched) as P;
}

function watchPort(port: object, call: Call): object {
  return new Proxy(port, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function' || name === 'list' || name === 'due') return member;
      return (...args: unknown[]) => call(() => Reflect.apply(member, target, args) as Promise<unknown>);
    },
  });
}

/** Every moment of a process that makes so many calls. */
export function everyPoint(calls: number): CallPoint[] {
  return Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' },
    { call, when: 'after' },
  ]);
}

/** A world where these batches were received, one blob each, and wait to be processed. */
export async function receiveAll(batches: readonly unknown[][]): Promise<World> {
  const world = createWorld();
  for (const batch of batches) {
    world.clock.advance(1_000);
    await post(world, batch);
  }
  return world;
}

/**
 * Processes what waits until a process lives to the end; each in `points` ends one process. Gives the number of calls that the last
 * process made.
 */
export async function processWithCrashes(
  world: World,
  process: ProcessBlob,
  points: readonly CallPoint[],
  redelivery: Redelivery = 'first',
): Promise<number> {
  const waiting = world.ports.queue.names();
  let calls = 0;
  for (const point of [...points, null]) {
    const living = mortal(world.ports, point);
    try {
      for (let name = waiting[0]; name !== undefined; name = waiting[0]) {
        await process(living.ports, name);
        waiting.shift();
      }
    } catch (error) {
      if (point === null) throw error;
      if (redelivery === 'last') waiting.push(waiting.shift() as string);
    }
    calls = living.calls();
  }
  return calls;
}
