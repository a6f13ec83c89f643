import type { Composition } from '../../../src/composition.js';
import type { DeadLetter } from '../../../src/model/dead-letter.js';
import type { PipelineEvent } from '../../../src/model/event.js';
import type { RecordType } from '../../../src/model/record-type.js';
import type { Run } from '../../../src/model/run.js';
import type { StoredRecord } from '../../../src/model/stored-record.js';
import { newRequest } from '../../../src/orchestration/schedule-pulls.js';
import { eventually } from '../stack.js';

const PAUSE_MS = 1_500;
const BOUND_MS = 120_000;

/** Asks for a pull and waits until it was run; null where it gave way to another run. */
export async function pullOnce(ports: Composition, profileId: string, resource: string): Promise<Run | null> {
  const request = newRequest(ports, profileId, resource, 'schedule');
  const name = await ports.pullRequests.put(request);
  await eventually(
    `the pull of ${resource} of ${profileId}`,
    async () => {
      if ((await ports.pullRequests.read(name)) !== null) return null;
      const run = await ports.runs.read(profileId, request.runId);
      return run?.status === 'running' ? null : true;
    },
    BOUND_MS,
  );
  return ports.runs.read(profileId, request.runId);
}

/** Pulls a resource every few seconds until the signal; now and then two runs are asked for at once. */
export async function keepPulling(
  ports: Composition,
  profileId: string,
  resource: string,
  signal: AbortSignal,
): Promise<void> {
  for (let turn = 1; !signal.aborted; turn += 1) {
    const asked = turn % 5 === 0 ? 2 : 1;
    await Promise.all(Array.from({ length: asked }, () => pullOnce(ports, profileId, resource)));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Waits until nothing is queued, and no pull is asked for but those that are to be tried again later. */
export async function drained(ports: Composition): Promise<void> {
  await eventually('an empty queue', () => isDrained(ports), BOUND_MS);
}

async function isDrained(ports: Composition): Promise<true | null> {
  for await (const { name } of ports.pullRequests.list()) {
    const request = await ports.pullRequests.read(name);
    const isLater = Date.parse(request?.notBefore ?? '') > Date.now();
    if (request !== null && !isLater) return null;
  }
  for await (const _ of ports.queue.list()) return null;
  return true;
}

/** All records of a kind of a profile. */
export async function storedRecords(ports: Composition, profileId: string, kind: RecordType): Promise<StoredRecord[]> {
  const pages = readAll((continuation) => ports.store.query({ kind, profileId, limit: 100, ...continuation }));
  return (await pages).map(({ item }) => item);
}

/** All events of a profile that changed something, or could not. */
export function notableEvents(ports: Composition, profileId: string): Promise<PipelineEvent[]> {
  const outcomes = ['created', 'replaced', 'patched', 'refreshed', 'dead-lettered'] as const;
  return readAll((continuation) => ports.events.query({ profileId, outcomes, limit: 200, ...continuation }));
}

/** How many records of a profile were withdrawn: nobody took them from the shop. */
export async function countWithdrawn(ports: Composition, profileId: string): Promise<number> {
  const events = await readAll((continuation) => ports.events.query({ profileId, limit: 200, ...continuation }));
  return events.filter(({ withdrawnBy }) => withdrawnBy !== null).length;
}

async function readAll<Item>(
  read: (continuation: { continuation?: string }) => Promise<{ items: Item[]; continuation: string | null }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let from: { continuation?: string } | null = {}; from !== null; ) {
    const page: { items: Item[]; continuation: string | null } = await read(from);
    all.push(...page.items);
    from = page.continuation === null ? null : { continuation: page.continuation };
  }
  return all;
}

/** All dead letters of a profile. */
export async function deadLettersOf(ports: Composition, profileId: string): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const { name, letter } of ports.deadLetters.list({ profileId })) {
    if (letter === null) throw new Error(`${name} is no dead letter`);
    letters.push(letter);
  }
  return letters;
}
