import { PipelineError } from '../../../model/errors.js';
import { latestInstant } from '../../../model/instant.js';
import type { ChannelPage } from '../../../ports/channel.js';
import { capped, type Window } from '../listing/window.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';
import { type BulkFile, openBulkFile, readObjects } from './bulk-file.js';
import { readOperation, startOperation } from './operation.js';
import { supplement } from './supplement.js';

/** Where a listing by a bulk operation stands; with it, another process goes on where this one ended. */
export interface BulkPlace extends Window {
  id: string;
  /** How often it was asked for; a position that repeats would end the run. */
  polls: number;
  /** The first object of the next page; null while the operation runs. */
  next: number | null;
  newest: string | null;
}

const POLL_MS = 5_000;
const POLLS_A_CALL = 3;
/** After a day an operation is given up. */
const MAX_POLLS = (24 * 3_600_000) / POLL_MS / POLLS_A_CALL;
const LARGEST_PAGE = 100;

/** Starts a bulk operation for the window; null when the shop has no room for another one. */
export async function startBulk(
  shop: ShopContext,
  selection: ResourceSelection,
  window: Window,
): Promise<BulkPlace | null> {
  const started = await startOperation(shop, selection, window);
  if (started === null) return null;
  const { id, createdAt } = started;
  return { ...window, cap: capped(window, createdAt) ?? window.cap, id, polls: 0, next: null, newest: null };
}

/**
 * One step of the listing: an empty page while the operation runs, then its result page by page. Null when the operation ended
 * without a result: then nothing of it was read.
 * @throws `channel_count_mismatch` when the result is not what was announced, and what asking throws
 */
export async function listBulk(
  shop: ShopContext,
  selection: ResourceSelection,
  place: BulkPlace,
  pageSize: number,
): Promise<ChannelPage | null> {
  const opened = await openResult(shop, place);
  if (opened === 'gone') return place.next === null ? null : goneWhileRead();
  if (opened === 'running') {
    const polls = place.polls + 1;
    return polls > MAX_POLLS ? null : emptyPage({ ...place, polls });
  }
  if (opened === 'empty') return emptyPage(null);
  const first = place.next ?? 0;
  const count = Math.min(pageSize, LARGEST_PAGE);
  const objects = await readObjects(shop.http, opened, { first, count, children: selection.children });
  const records = await supplement(shop, selection, objects);
  const versions = records.map(({ sourceVersion }) => sourceVersion);
  const newest = latestInstant([place.newest, ...versions]);
  const next = first + objects.length;
  const isDone = next >= opened.index.roots;
  if (isDone) shop.memory.file = null;
  return {
    records,
    unreadable: [],
    // Nothing is sorted, so nothing is sure to be behind before the end.
    watermark: isDone ? capped(place, newest) : null,
    position: isDone ? null : { ...place, next, newest },
    announced: null,
  };
}

type Opened = BulkFile | 'running' | 'gone' | 'empty';

async function openResult(shop: ShopContext, { id, polls: before }: BulkPlace): Promise<Opened> {
  const { memory } = shop;
  if (memory.file?.operationId === id) return memory.file;
  for (let polls = 1; ; polls += 1) {
    if (before > 0 || polls > 1) await shop.sleep(POLL_MS);
    const operation = await readOperation(shop, id);
    if (operation.state === 'gone') return 'gone';
    if (operation.state === 'done') {
      const { url, objects } = operation;
      if (url === null && objects === 0) return 'empty';
      if (url === null) throw withoutResult(objects);
      memory.file = await openBulkFile(shop.http, id, { ...operation, url });
      return memory.file;
    }
    if (polls === POLLS_A_CALL) return 'running';
  }
}

function emptyPage(place: BulkPlace | null): ChannelPage {
  const position = place === null ? null : { ...place };
  return { records: [], unreadable: [], watermark: null, position, announced: null };
}

function withoutResult(objects: number): PipelineError {
  const message = `The bulk operation completed with ${objects} objects, but without a result`;
  return new PipelineError('channel_count_mismatch', message);
}

function goneWhileRead(): never {
  throw new PipelineError(
    'channel_count_mismatch',
    'The result of the bulk operation is gone before it was read to its end',
  );
}
