import type { PipelineEvent } from '../../model/event.js';
import type { EventRecords } from '../../ports/event-records.js';

/** The event, whole, wherever its records are kept. */
export async function withRecords(records: Pick<EventRecords, 'read'>, event: PipelineEvent): Promise<PipelineEvent> {
  if (event.recordsBlob === null) return event;
  const kept = await records.read(event.recordsBlob);
  return { ...event, ...kept };
}
