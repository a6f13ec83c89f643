import type { PipelineEvent } from '../src/model/event.js';
import { recordKey } from '../src/model/record-key.js';
import type { StoredRecord } from '../src/model/stored-record.js';
import { type Connection, withEmulators } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import type { OrderSize } from './orders.js';
import { createBodies, MAX_BATCH, PHASES, type Phase } from './phases.js';
import { BENCH_PROFILE, type BenchPorts, openPorts, postBodies } from './ports.js';
import { processBlobs } from './process-blobs.js';

/** What the pipeline wrote for some records of one phase: the very documents that the bare loop writes again under other ids. */
export interface Templates {
  /** Texts of cache blobs; none where the phase writes none. */
  cache: string[];
  /** Items of the order store as they are after the phase; none where the phase writes none. */
  items: StoredRecord[];
  events: PipelineEvent[];
}

/** Lets the pipeline process some orders through all phases and keeps what it writes. */
export function captureTemplates(records: number, size: OrderSize): Promise<Record<Phase, Templates>> {
  return withEmulators((connection) => capture(connection, Math.min(records, MAX_BATCH), size));
}

async function capture(connection: Connection, records: number, size: OrderSize): Promise<Record<Phase, Templates>> {
  const ports = await openPorts(connection, createOperationCounts());
  const bodies = createBodies(records, size);
  const captured: [Phase, Templates][] = [];
  for (const phase of PHASES) {
    const templates: Templates = { cache: [], items: [], events: [] };
    const names = await postBodies(ports, bodies[phase]);
    await processBlobs(recorded(ports, templates), names, () => {});
    if (phase !== 'ignored') templates.items = await readItems(ports, templates.events);
    captured.push([phase, templates]);
  }
  return Object.fromEntries(captured) as Record<Phase, Templates>;
}

function recorded(ports: BenchPorts, templates: Templates): BenchPorts {
  return {
    ...ports,
    cache: {
      ...ports.cache,
      write(entry, etag) {
        templates.cache.push(JSON.stringify(entry));
        return ports.cache.write(entry, etag);
      },
    },
    events: {
      ...ports.events,
      append(event) {
        templates.events.push(event);
        return ports.events.append(event);
      },
    },
  };
}

function readItems(ports: BenchPorts, events: readonly PipelineEvent[]): Promise<StoredRecord[]> {
  return Promise.all(
    events.map(async ({ recordId }) => {
      const id = recordKey(BENCH_PROFILE.id, 'order', recordId ?? '');
      const stored = await ports.store.read({ kind: 'order', id, recordKey: id });
      if (stored === null) throw new Error(`The order store has lost order ${recordId}`);
      return stored.item;
    }),
  );
}
