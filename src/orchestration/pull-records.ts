import pLimit from 'p-limit';
import { PipelineError, toPipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { RawRecord } from '../ports/channel.js';
import type { PullPorts } from './pull-ports.js';
import type { PullSource } from './pull-source.js';
import { queueRecords } from './queue-records.js';
import { mayRecover, nextSlice, type PullEnd, runPull } from './run-pull.js';

/** Records that are read at once. */
const CONCURRENCY = 4;
/** Records that are read before they are queued together. */
const BATCH = 100;
/** A run stops here and asks for its continuation, well within the time that a function may take. */
const TIME_BUDGET_MS = 4 * 60_000;

/** What became of one id: the record, null when the source has none, or why it could not be read. */
type Read = RawRecord | PipelineError | null;

/**
 * Reads the records that the request names, by their ids, and queues them. It needs no cursor, so it takes no lease: records that a
 * listing reads at the same time end in an Ignore. While the source is out of reach the request stays for the sweeper.
 */
export async function pullRecords(ports: PullPorts, request: PullRequest): Promise<PullEnd> {
  const rest = [...new Set(request.ids ?? [])];
  const missing: string[] = [];
  const end = await runPull(ports, request, {
    resumes: request.slice > 0,
    cursor: () => null,
    missing,
    pull: (source, run) => readAll(ports, source, run, rest, missing),
  });
  if (end.continued) return { ...end, next: [nextSlice(request, { ids: rest })] };
  return { ...end, stays: mayRecover(end.run, request, ports.clock.now()) };
}

/** Reads batch after batch, taking each off `rest`. An id that the source refuses does not keep the others from being read. */
async function readAll(
  ports: PullPorts,
  source: PullSource,
  run: Run,
  rest: string[],
  missing: string[],
): Promise<'done' | 'continue'> {
  const startedAt = ports.clock.now().getTime();
  const failed: { id: string; error: PipelineError }[] = [];
  let settled = 0;
  while (rest.length > 0) {
    const isLate = ports.clock.now().getTime() - startedAt > TIME_BUDGET_MS;
    // What failed is tried once more in the next slice, but never in a slice that would do nothing else.
    if (isLate && settled > 0) {
      rest.push(...failed.map(({ id }) => id));
      return 'continue';
    }
    const ids = rest.splice(0, BATCH);
    const read = await readBatch(source, ids);
    await queueBatch(ports, source, run, read.filter(isRecord));
    const gone = ids.filter((_, at) => read[at] === null);
    missing.push(...gone);
    run.counts.missing += gone.length;
    const errors = ids.flatMap((id, at) => (read[at] instanceof PipelineError ? [{ id, error: read[at] }] : []));
    const hopeless = errors.find(({ error }) => isHopeless(error));
    if (hopeless !== undefined) throw hopeless.error;
    failed.push(...errors);
    settled += ids.length - errors.length;
  }
  if (failed[0] !== undefined) throw unread(failed[0].error, failed);
  return 'done';
}

function isRecord(read: Read): read is RawRecord {
  return read !== null && !(read instanceof PipelineError);
}

/** Whether the next id would fail in the same way. */
function isHopeless(error: PipelineError): boolean {
  return error.disposition === 'retry' || error.code === 'channel_unauthorized';
}

function unread(first: PipelineError, failed: readonly { id: string }[]): PipelineError {
  const named = failed.slice(0, 10).map(({ id }) => id);
  const ids = `${named.join(', ')}${failed.length > named.length ? ', …' : ''}`;
  return new PipelineError(first.code, `${failed.length} could not be read (${ids}): ${first.message}`, {
    cause: first,
  });
}

async function readBatch({ profile, resource, context }: PullSource, ids: readonly string[]): Promise<Read[]> {
  if (resource.get === undefined) {
    const message = `The channel ${profile.channel} cannot read a single ${resource.type} by its id`;
    throw new PipelineError('channel_unknown', message);
  }
  const limit = pLimit(CONCURRENCY);
  const readOne = async (id: string): Promise<Read> => {
    try {
      return (await resource.get?.(context, id)) ?? null;
    } catch (error) {
      return toPipelineError(error);
    }
  };
  return Promise.all(ids.map((id) => limit(readOne, id)));
}

async function queueBatch(
  ports: PullPorts,
  source: PullSource,
  { reason, counts }: Run,
  records: readonly RawRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const origin = reason === 'webhook' ? 'webhook' : 'pull';
  const { filtered, embedded, failures } = await queueRecords(ports, source, { records, origin });
  counts.records += records.length;
  counts.queued += records.length - filtered - failures.length;
  counts.skipped += filtered;
  counts.filtered += filtered;
  counts.embedded += embedded;
  counts.failed += failures.length;
}
