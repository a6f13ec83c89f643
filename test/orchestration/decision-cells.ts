import type { PipelineEvent } from '../../src/model/event.js';

/** The parts of an event that tell what was chosen and what came of it; `code` is that of its dead letter. */
type Ending = Pick<PipelineEvent, 'action' | 'reason' | 'outcome' | 'steps'> & { code: string | null };

/**
 * An order arrives: complete, as its status and version, or as an id alone. `cache` tells what is cached compared with it: nothing,
 * the very same, an older version, or a newer one that came in later and was processed first. `store` tells what the order store
 * has compared with the cache (without one: with an older version): no order, the same one, or one that somebody has edited since.
 */
export interface DecisionCell {
  cache: 'none' | 'same' | 'older' | 'newer';
  payload: 'full' | 'partial' | 'id only';
  store: 'none' | 'same' | 'other';
  says: string;
  event: Ending;
  /** The status of the stored order in the end: `processing` is older, `complete` arrives, `shipped` is newer; null = no order. */
  status: 'processing' | 'complete' | 'shipped' | null;
}

function ending(
  action: Ending['action'],
  reason: Ending['reason'],
  outcome: Ending['outcome'],
  steps: Ending['steps'],
  code: string | null = null,
): Ending {
  return { action, reason, outcome, steps, code };
}

const created = ending('Update', 'not-cached', 'created', ['Update']);
const found = ending('Patch', 'not-cached', 'patched', ['Update', 'Get', 'Patch']);
const reread = ending('Get', 'not-cached', 'refreshed', ['Update', 'Get']);
const incomplete = ending(null, 'failed', 'dead-lettered', [], 'record_incomplete');
const unchanged = ending('Ignore', 'unchanged', 'ignored', ['Ignore']);
const receipt = unchanged;
const receiptBesideEdit = ending('Ignore', 'unchanged', 'ignored', ['Ignore', 'Get', 'Ignore']);
const restoredByReceipt = ending('Update', 'unchanged', 'created', ['Ignore', 'Get', 'Update']);
const patched = ending('Patch', 'changed', 'patched', ['Patch']);
const merged = ending('Patch', 'changed', 'patched', ['Patch', 'Get', 'Patch']);
const restored = ending('Update', 'changed', 'created', ['Patch', 'Get', 'Update']);
const stale = ending('Ignore', 'stale', 'ignored', ['Ignore']);

/** All 36 cells of {cache} x {payload} x {store}, one sentence each. */
export const decisionCells: DecisionCell[] = [
  {
    cache: 'none',
    payload: 'full',
    store: 'none',
    says: 'a new order is created',
    event: created,
    status: 'complete',
  },
  {
    cache: 'none',
    payload: 'full',
    store: 'same',
    says: 'an order that only the store knows is read, and what differs is patched',
    event: found,
    status: 'complete',
  },
  {
    cache: 'none',
    payload: 'full',
    store: 'other',
    says: 'an order that only the store knows is merged with the edit that it holds',
    event: found,
    status: 'complete',
  },
  {
    cache: 'none',
    payload: 'partial',
    store: 'none',
    says: 'a partial order that nobody knows lacks its required fields',
    event: incomplete,
    status: null,
  },
  {
    cache: 'none',
    payload: 'partial',
    store: 'same',
    says: 'a partial order is completed from the stored one',
    event: found,
    status: 'complete',
  },
  {
    cache: 'none',
    payload: 'partial',
    store: 'other',
    says: 'a partial order is completed from what the source last gave, and the edit stays',
    event: found,
    status: 'complete',
  },
  {
    cache: 'none',
    payload: 'id only',
    store: 'none',
    says: 'an id that nobody knows says too little to create an order',
    event: incomplete,
    status: null,
  },
  {
    cache: 'none',
    payload: 'id only',
    store: 'same',
    says: 'an id alone changes nothing in the stored order, and the cache has it again',
    event: reread,
    status: 'processing',
  },
  {
    cache: 'none',
    payload: 'id only',
    store: 'other',
    says: 'an id alone changes nothing in the edited order, and the cache has it again',
    event: reread,
    status: 'processing',
  },
  {
    cache: 'same',
    payload: 'full',
    store: 'none',
    says: 'what is cached and fresh is not looked up in the store, so a lost order is not noticed yet',
    event: unchanged,
    status: null,
  },
  {
    cache: 'same',
    payload: 'full',
    store: 'same',
    says: 'the same order again changes nothing',
    event: unchanged,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'full',
    store: 'other',
    says: 'the same order again does not touch the edit',
    event: unchanged,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'partial',
    store: 'none',
    says: 'a part of what is cached and fresh is not looked up in the store either',
    event: unchanged,
    status: null,
  },
  {
    cache: 'same',
    payload: 'partial',
    store: 'same',
    says: 'a part of the same order changes nothing',
    event: unchanged,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'partial',
    store: 'other',
    says: 'a part of the same order does not touch the edit',
    event: unchanged,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'id only',
    store: 'none',
    says: 'an id without a version must leave its receipt in the store, and so finds the order lost and restores it',
    event: restoredByReceipt,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'id only',
    store: 'same',
    says: 'an id without a version leaves its receipt in the stored order and nothing else',
    event: receipt,
    status: 'complete',
  },
  {
    cache: 'same',
    payload: 'id only',
    store: 'other',
    says: 'an id without a version leaves its receipt in the edited order and nothing else',
    event: receiptBesideEdit,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'full',
    store: 'none',
    says: 'a newer order that the store has lost is written whole',
    event: restored,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'full',
    store: 'same',
    says: 'a newer order is a patch, without a read',
    event: patched,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'full',
    store: 'other',
    says: 'a newer order is merged with the edit',
    event: merged,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'partial',
    store: 'none',
    says: 'a part of a newer order that the store has lost is completed from the cache and written whole',
    event: restored,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'partial',
    store: 'same',
    says: 'a part of a newer order is a patch, without a read',
    event: patched,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'partial',
    store: 'other',
    says: 'a part of a newer order is merged with the edit',
    event: merged,
    status: 'complete',
  },
  {
    cache: 'older',
    payload: 'id only',
    store: 'none',
    says: 'an id alone restores the lost order as it was last known',
    event: restoredByReceipt,
    status: 'processing',
  },
  {
    cache: 'older',
    payload: 'id only',
    store: 'same',
    says: 'an id alone names no change, however old the cache entry is',
    event: receipt,
    status: 'processing',
  },
  {
    cache: 'older',
    payload: 'id only',
    store: 'other',
    says: 'an id alone names no change to the edited order either',
    event: receiptBesideEdit,
    status: 'processing',
  },
  {
    cache: 'newer',
    payload: 'full',
    store: 'none',
    says: 'an order that came in before a newer one does not bring back what the store has lost',
    event: stale,
    status: null,
  },
  {
    cache: 'newer',
    payload: 'full',
    store: 'same',
    says: 'an order that came in before a newer one is stale',
    event: stale,
    status: 'shipped',
  },
  {
    cache: 'newer',
    payload: 'full',
    store: 'other',
    says: 'an order that came in before a newer one is stale, and the edit stays',
    event: stale,
    status: 'shipped',
  },
  {
    cache: 'newer',
    payload: 'partial',
    store: 'none',
    says: 'a part of an order that came in before a newer one does not bring back what the store has lost',
    event: stale,
    status: null,
  },
  {
    cache: 'newer',
    payload: 'partial',
    store: 'same',
    says: 'a part of an order that came in before a newer one is stale',
    event: stale,
    status: 'shipped',
  },
  {
    cache: 'newer',
    payload: 'partial',
    store: 'other',
    says: 'a part of an order that came in before a newer one is stale, and the edit stays',
    event: stale,
    status: 'shipped',
  },
  {
    cache: 'newer',
    payload: 'id only',
    store: 'none',
    says: 'an id without a version that came in before the newer order does not bring back what the store has lost',
    event: stale,
    status: null,
  },
  {
    cache: 'newer',
    payload: 'id only',
    store: 'same',
    says: 'an id without a version that came in before the newer order is stale',
    event: stale,
    status: 'shipped',
  },
  {
    cache: 'newer',
    payload: 'id only',
    store: 'other',
    says: 'an id without a version that came in before the newer order is stale, and the edit stays',
    event: stale,
    status: 'shipped',
  },
];
