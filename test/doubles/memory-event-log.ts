import type { PipelineEvent } from '../../src/model/event.js';
import type { EventLog, EventQuery } from '../../src/ports/event-log.js';
import { parseSince } from '../../src/stores/parse-since.js';
import { clone } from './clone.js';
import { pageOf } from './page-of.js';

/** The event log in memory, all of its events to look at. */
export interface MemoryEventLog extends EventLog {
  events(): PipelineEvent[];
}

/** Makes an empty one. */
export function createMemoryEventLog(): MemoryEventLog {
  const events = new Map<string, PipelineEvent>();
  return {
    async append(event) {
      const key = JSON.stringify([event.profileId, event.recordKey, event.id]);
      if (events.has(key)) return 'exists';
      events.set(key, clone(event));
      return 'logged';
    },
    async read(profileId, eventId) {
      const found = [...events.values()].find((event) => event.profileId === profileId && event.id === eventId);
      return clone(found ?? null);
    },
    async query(query) {
      const since = query.since === undefined ? undefined : parseSince(query.since, 'since');
      const found = [...events.values()].filter((event) => matches(event, query, since));
      return pageOf(found, query, ({ receipt, id }) => ({ order: receipt, id }));
    },
    async count({ profileId, type, runId, outcome, finishedSince }) {
      const since = parseSince(finishedSince, 'finishedSince');
      const found = [...events.values()].filter((event) => event.profileId === profileId && event.finishedAt >= since);
      return found.filter(
        (event) =>
          (type === undefined || event.type === type) &&
          (runId === undefined || event.runId === runId) &&
          (outcome === undefined || event.outcome === outcome),
      ).length;
    },
    async erase(event) {
      const key = JSON.stringify([event.profileId, event.recordKey, event.id]);
      if (!events.has(key)) return 'missing';
      events.set(key, clone(event));
      return 'erased';
    },
    events: () => clone([...events.values()]),
  };
}

function matches(event: PipelineEvent, query: EventQuery, since: string | undefined): boolean {
  return (
    event.profileId === query.profileId &&
    (query.type === undefined || event.type === query.type) &&
    (query.recordId === undefined || event.recordId === query.recordId) &&
    (query.recordKey === undefined || event.recordKey === query.recordKey) &&
    (query.action === undefined || event.action === query.action) &&
    (query.outcomes === undefined || query.outcomes.includes(event.outcome)) &&
    (query.outcome === undefined || event.outcome === query.outcome) &&
    (since === undefined || event.receivedAt >= since)
  );
}
