import type { PipelineEvent } from '../../model/event.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

const HEADINGS = ['WHEN', 'EVENT', 'PROFILE', 'TYPE', 'RECORD', 'ORIGIN', 'ACTION', 'OUTCOME', 'REASON', 'WHY'];

/** Events as a table, one a line; a record that waited was received long before its event. */
export function formatEvents(events: readonly PipelineEvent[]): string {
  if (events.length === 0) return 'no events\n';
  return formatTable(HEADINGS, events.map(toRow));
}

function toRow(event: PipelineEvent): string[] {
  const { finishedAt, profileId, type, recordId, origin, action, outcome, reason, explanation, error } = event;
  const why = error === null ? explanation : `${error.code}: ${error.message}`;
  return [
    formatWhen(finishedAt),
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
