import type { Json } from '../diff/json.js';
import type { RawRecord } from '../ports/channel.js';
import type { Cursors } from '../ports/cursors.js';
import { beginsAt } from './begin-listing.js';
import { expandRecord } from './expand-record.js';
import { mapAhead } from './map-ahead.js';
import { createPageReader, type Whence } from './page-reader.js';
import { type Preview, type PreviewPorts, previewFailure, previewRecord } from './preview-record.js';
import { openSource, type PullSource, type SourcePorts } from './pull-source.js';

/** What a dry run needs of the world: nothing of it is written. */
export interface DryRunPorts extends SourcePorts, PreviewPorts {
  cursors: Pick<Cursors, 'read'>;
}

/** What a dry run read and would do. */
export interface DryRunSummary {
  since: string;
  pages: number;
  /** Records of the listing; without what came inside them. */
  records: number;
  embedded: number;
  filtered: number;
  failed: number;
  announced: number | null;
  /** How often each action would be chosen and why, the most frequent first. */
  actions: { action: NonNullable<Preview['action']>; reason: Preview['reason']; count: number }[];
}

/** Records that are compared at once. */
const WIDTH = 16;

/**
 * Pulls, maps and compares, and tells of each record what would be done and why, in the order of the listing: from `since`, or from
 * where the next pull would begin. Nothing is written and no cursor moves. A record that fails does not stop the others.
 * @throws `profile_*`, `channel_*`, `secret_unavailable`, and what the cache throws when it cannot be read
 */
export async function dryRun(
  ports: DryRunPorts,
  asked: { profileId: string; resource: string; since?: string | undefined },
  onRecord: (preview: Preview) => void | Promise<void>,
): Promise<DryRunSummary> {
  const source = await openSource(ports, asked.profileId, asked.resource);
  const cursor = await ports.cursors.read(asked.profileId, asked.resource);
  const since = asked.since ?? beginsAt(cursor, source, ports.clock.now());
  const whence = { since, bookmark: asked.since === undefined ? (cursor?.bookmark ?? null) : null };
  const summary: DryRunSummary = {
    since,
    pages: 0,
    records: 0,
    embedded: 0,
    filtered: 0,
    failed: 0,
    announced: null,
    actions: [],
  };
  const previews = mapAhead(listTasks(source, summary, whence), WIDTH, (task) => task(ports));
  for await (const preview of previews) {
    tally(summary, preview);
    await onRecord(preview);
  }
  summary.actions.sort((one, other) => other.count - one.count);
  return summary;
}

type Task = (ports: DryRunPorts) => Promise<Preview>;

/** One task for each record of the listing, and for each that came inside it, directly behind. */
async function* listTasks(
  source: PullSource,
  summary: DryRunSummary,
  whence: Whence,
): AsyncGenerator<Task, void, undefined> {
  const reader = createPageReader(source, whence, null);
  let position: Json = null;
  do {
    const { page, fresh } = await reader.read(position);
    if (summary.pages === 0) summary.announced = page.announced;
    summary.pages += 1;
    summary.records += fresh.length + page.unreadable.length;
    for (const record of fresh) yield* tasksOf(source, summary, record);
    for (const _ of page.unreadable) yield async () => previewFailure(source.resource.type, null);
    reader.refuseLoop(page, summary);
    position = page.position;
  } while (position !== null);
}

function* tasksOf(source: PullSource, summary: DryRunSummary, record: RawRecord): Generator<Task, void, undefined> {
  const { resource, context } = source;
  const expansion = expandRecord(resource, record.raw, context.settings);
  if (expansion.state === 'filtered') {
    summary.filtered += 1;
    return;
  }
  if (expansion.state === 'failed') {
    const { error } = expansion;
    yield async () => previewFailure(resource.type, record.recordId, error);
    return;
  }
  summary.embedded += expansion.embedded.length;
  yield (ports) => previewRecord(ports, source, resource.type, record);
  for (const one of expansion.embedded) yield (ports) => previewRecord(ports, source, one.type, one);
}

function tally(summary: DryRunSummary, { action, reason }: Preview): void {
  if (action === null) {
    summary.failed += 1;
    return;
  }
  const known = summary.actions.find((one) => one.action === action && one.reason === reason);
  if (known === undefined) summary.actions.push({ action, reason, count: 1 });
  else known.count += 1;
}
