import { processQueue } from '../../src/functions/process-queue.js';
import type { ProcessPorts } from '../../src/orchestration/process-queue-blob.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryQueue } from '../doubles/memory-queue.js';
import { createContext } from './test-request.js';

const clock = createManualClock();
const ports = { clock, queue: createMemoryQueue({ clock }) } as unknown as ProcessPorts;

describe('process-queue', () => {
  test('takes a blob that is gone for done, and logs one line of counts', async () => {
    const context = createContext({ name: 'ab/cd.ndjson' });
    await processQueue(ports, context);
    expect(context.lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'batch', records: 0, applied: 0, ignored: 0, deadLettered: 0, parked: 0, ms: 0 },
    ]);
  });

  test('asks for the blob by its whole name, slashes included', async () => {
    const names: string[] = [];
    const queue = {
      async read(name: string) {
        names.push(name);
        return null;
      },
    };
    await processQueue({ ...ports, queue } as unknown as ProcessPorts, createContext({ name: 'ab/cd.ndjson' }));
    expect(names).toEqual(['ab/cd.ndjson']);
  });

  test('fails without the name of a blob, so that the trigger delivers again', async () => {
    await expect(processQueue(ports, createContext())).rejects.toThrow('without a blob name');
  });
});
