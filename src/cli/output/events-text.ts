import type { PipelineEvent } from '../../model/event.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

const HEADINGS = ['WHEN', 'EVENT', 'PROFILE', 'TYPE', 'RECORD', 'ORIGIN', 'ACTION', 'OUTCOME', 'REASON', 'WHY'];

/** Events as a table, one a line. */
export function formatEvents(events: readonly PipelineEvent[]): string {
  if (events.length === 0) return 'no events\n';
  return formatTable(HEADINGS, events.map(toRow));
}

function toRow(event: PipelineEvent): string[] {
  const { receivedAt, profileId, type, recordId, origin, action, outcome, reason, explanation, error } = event;
  const why = error === null ? explanation : `${error.code}: ${error.message}`;
  return [
    formatWhen(receivedAt),
    event.id,
    profileId,
    type,
    recordId ?? '-',
    origin,
    action ?? '-',
    outcome,
    reason,
    why,
  ];
}
