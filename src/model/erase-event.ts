import type { Erasure } from './erasure.js';
import type { PipelineEvent } from './event.js';
import { openBags } from './fields.js';

const REMOVED = 'removed with the personal data';

/**
 * The event without the values that it quotes: what was done, when and why stays, and which fields were changed. What lies in open
 * bags is named by the bag alone, since their keys are the source's; a customer is known by the record key alone, since the id of
 * a guest is an e-mail address.
 */
export function eraseEvent(event: PipelineEvent, erasure: Erasure): PipelineEvent {
  const { error, warnings, operations, conflicts, effect } = event;
  return {
    ...event,
    recordId: event.type === 'customer' ? null : event.recordId,
    explanation: `The values were removed on the privacy request ${erasure.requestId}.`,
    operations: operations.map(({ op, path }) => ({ op, path: coarse(path) })),
    conflicts: conflicts.map(({ path, winner }) => ({ path: coarse(path), winner })),
    effect: effect?.map(({ op, path }) => ({ op, path: coarse(path) })) ?? null,
    before: null,
    after: null,
    recordsBlob: null,
    warnings: warnings.map(({ code }) => ({ code, message: REMOVED })),
    error: error === null ? null : { ...error, message: REMOVED },
    erased: erasure,
  };
}

/** The path as far as it is ours. */
function coarse(path: string): string {
  const tokens = path.split('/');
  const bag = tokens.findIndex((token) => openBags.has(token));
  return bag < 0 ? path : tokens.slice(0, bag + 1).join('/');
}
