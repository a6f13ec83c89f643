import type { Json } from '../diff/json.js';
import { PipelineError } from '../model/errors.js';
import { hashName } from '../model/record-key.js';
import type { ChannelPage, ListRequest, RawRecord } from '../ports/channel.js';
import type { PullSource } from './pull-source.js';

/** So many pages in a row may hold nothing and still name a next one. */
const MAX_EMPTY_PAGES = 20;

/** A page, and of its records those that the page before did not hold. */
export interface ReadPage {
  page: ChannelPage;
  fresh: RawRecord[];
}

/** How much of a listing was announced and read. */
export interface Progress {
  announced: number | null;
  records: number;
}

/** Reads the pages of one listing, and notices when it leads nowhere. */
export interface PageReader {
  read(position: Json): Promise<ReadPage>;
  /**
   * Call it with each page that was read, once what it holds is safe.
   * @throws `channel_page_repeated` for a position or a page that comes back, and for a listing without an end
   */
  refuseLoop(page: ChannelPage, progress: Progress): void;
}

/** Whence a listing is read: every page of it is asked for with the same `since` and the same bookmark. */
export type Whence = Pick<ListRequest, 'since' | 'bookmark'>;

/** Begins to read from there at `start`. */
export function createPageReader(source: PullSource, whence: Whence, start: Json): PageReader {
  const positions = new Set<string>([JSON.stringify(start)]);
  const contents = new Set<string>();
  let before = new Set<string>();
  let content = '';
  let emptyPages = 0;
  return {
    async read(position) {
      const page = await listPage(source, whence, position);
      const identities = page.records.map(identity);
      const fresh = page.records.filter((_, index) => !before.has(identities[index] as string));
      before = new Set(identities);
      content = [...identities, ...page.unreadable].join('\n');
      return { page, fresh };
    },
    refuseLoop(page, progress) {
      if (page.position === null) return;
      const size = page.records.length + page.unreadable.length;
      emptyPages = size === 0 ? emptyPages + 1 : 0;
      if (emptyPages > MAX_EMPTY_PAGES) throw repeated(`The listing has ${emptyPages} pages in a row without a record`);
      if (comesBack(positions, JSON.stringify(page.position))) {
        throw repeated('The listing comes back to a page that was read before');
      }
      if (size > 0 && comesBack(contents, hashName(content))) {
        throw repeated('The listing gives the same page again under another name');
      }
      if (hasNoEnd(progress)) {
        throw repeated(`The source announced ${progress.announced} records and goes on after ${progress.records}`);
      }
    },
  };
}

async function listPage({ profile, resource, context }: PullSource, whence: Whence, position: Json) {
  const page = await resource.list?.(context, { ...whence, position, pageSize: profile.pull.pageSize });
  if (page === undefined) {
    throw new PipelineError(
      'channel_unknown',
      `The channel ${profile.channel} has nothing to list of type ${resource.type}`,
    );
  }
  return page;
}

/** A record that a page border repeats unchanged was queued with the page before. */
function identity(record: RawRecord): string {
  return `${record.recordId}|${hashName(record.raw)}`;
}

function comesBack(known: Set<string>, text: string): boolean {
  if (known.has(text)) return true;
  known.add(text);
  return false;
}

/** Records that change meanwhile come a second time; a listing of twice its length and more is none. */
function hasNoEnd({ announced, records }: Progress): boolean {
  return announced !== null && records > 2 * announced + 1_000;
}

function repeated(message: string): PipelineError {
  return new PipelineError('channel_page_repeated', message);
}
