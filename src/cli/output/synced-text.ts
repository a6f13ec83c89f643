import type { PipelineEvent } from '../../model/event.js';
import { toFieldChanges } from '../../model/field-change.js';
import type { SyncedOrder } from '../../orchestration/sync-order.js';
import { formatChange } from './change-lines.js';
import { toOneLine } from './plain-text.js';

/** What became of one order that was read again; without an event it is on its way. */
export function formatSynced({ recordId, by, eventId }: SyncedOrder, event: PipelineEvent | null): string {
  const found = `order of id ${toOneLine(recordId)}, found by its ${by}`;
  if (event === null) return `${found}, is queued; event ${eventId}\n`;
  const { outcome, reason, explanation, operations, effect, error } = event;
  const why = error === null ? explanation : `${error.code}: ${error.message}`;
  const changes = toFieldChanges(effect ?? operations).map((change) => `    ${formatChange(change)}\n`);
  return `${found}: ${outcome}, ${reason}: ${toOneLine(why)}\n${changes.join('')}`;
}
