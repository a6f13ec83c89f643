import pLimit from 'p-limit';
import { PipelineError, toPipelineError } from '../model/errors.js';
import type { PullRequest } from '../model/pull-request.js';
import type { Run } from '../model/run.js';
import type { RawRecord } from '../ports/channel.js';
import type { PullPorts } from './pull-ports.js';
import type { PullSource } from './pull-source.js';
import { queueRecords } from './queue-records.js';
import { laterTry, nextSlice, type PullEnd, runPull } from './run-pull.js';

/** Records that are read at once. */
const CONCURRENCY = 4;
/** Records that are read before they are queued together. */
const BATCH = 100;
/** A run stops here and asks for its continuation, well within the time that a function may take. */
const TIME_BUDGET_MS = 4 * 60_000;

/** What became of one id: the record, null when the source has none, why it could not be read, or that it was not asked for. */
type Read = RawRecord | PipelineError | 'not asked' | null;

interface Failed {
  id: string;
  error: PipelineError;
}

/**
 * Reads the records that the request names, by their ids, and queues them. It needs no cursor, so it takes no lease: records that a
 * listing reads at the same time end in an Ignore. What could not be read for a reason that may pass is asked for again later.
 */
export async function pullRecords(ports: PullPorts, request: PullRequest): Promise<PullEnd> {
  const rest = [...new Set(request.ids ?? [])];
  const missing: string[] = [];
  const end = await runPull(ports, request, {
    resumes: request.slice > 0,
    cursor: () => null,
    missing,
    giveUp: (error) => givenUp(error, rest),
    pull: (source, run) => readAll(ports, source, run, rest, missing),
  });
  if (end.continued) return { ...end, next: [nextSlice(request, { ids: rest })] };
  return end.recovers ? { ...end, next: [laterTry(request, ports.clock.now(), { ids: rest })] } : end;
}

/** All of the ids, as nothing else remembers them. */
function givenUp(error: PipelineError, ids: readonly string[]): PipelineError {
  if (ids.length === 0) return error;
  return new PipelineError(error.code, `Given up without being read: ${ids.join(', ')}: ${error.message}`, {
    cause: error,
  });
}

/**
 * Reads batch after batch, taking off `rest` what is queued or not in the source; what was not read is in it again at the end. An id
 * that the source refuses does not keep the others from being read.
 */
async function readAll(
  ports: PullPorts,
  source: PullSource,
  run: Run,
  rest: string[],
  missing: string[],
): Promise<'done' | 'continue'> {
  const startedAt = ports.clock.now().getTime();
  const isLate = (): boolean => ports.clock.now().getTime() - startedAt > TIME_BUDGET_MS;
  const failed: Failed[] = [];
  let settled = 0;
  try {
    while (rest.length > 0) {
      const ids = rest.slice(0, BATCH);
      const read = await readBatch(source, ids, isLate);
      await queueBatch(ports, source, run, read.filter(isRecord));
      const gone = ids.filter((_, at) => read[at] === null);
      missing.push(...gone);
      run.counts.missing += gone.length;
      rest.splice(0, ids.length, ...ids.filter((_, at) => read[at] === 'not asked'));
      failed.push(...ids.flatMap((id, at) => (read[at] instanceof PipelineError ? [{ id, error: read[at] }] : [])));
      settled += gone.length + read.filter(isRecord).length;
      const hopeless = failed.find(({ error }) => isHopeless(error));
      if (hopeless !== undefined) throw hopeless.error;
      if (rest.length === 0 || !isLate()) continue;
      // What failed is tried once more in the next slice, but a slice that did nothing else is followed by a wait.
      if (settled > 0 || failed.length === 0) return 'continue';
      break;
    }
    if (failed[0] !== undefined) throw unread(failed[0].error, failed);
    return 'done';
  } finally {
    rest.push(...failed.map(({ id }) => id));
  }
}

function isRecord(read: Read): read is RawRecord {
  return read !== null && read !== 'not asked' && !(read instanceof PipelineError);
}

/** Whether the next id would fail in the same way. */
function isHopeless(error: PipelineError): boolean {
  return error.disposition === 'retry' || error.code === 'channel_unauthorized';
}

function unread(first: PipelineError, failed: readonly Failed[]): PipelineError {
  const named = failed.slice(0, 10).map(({ id }) => id);
  const ids = `${named.join(', ')}${failed.length > named.length ? ', …' : ''}`;
  return new PipelineError(first.code, `${failed.length} could not be read (${ids}): ${first.message}`, {
    cause: first,
  });
}

/** Reads the ids a few at once. After the first failure that the next one would share, and once it is late, no other is asked for. */
async function readBatch(
  { profile, resource, context }: PullSource,
  ids: readonly string[],
  isLate: () => boolean,
): Promise<Read[]> {
  const { get } = resource;
  if (get === undefined) {
    const message = `The channel ${profile.channel} cannot read a single ${resource.type} by its id`;
    throw new PipelineError('channel_unknown', message);
  }
  let stopped = false;
  const limit = pLimit(CONCURRENCY);
  const readOne = async (id: string): Promise<Read> => {
    if (stopped || isLate()) return 'not asked';
    try {
      return await get.call(resource, context, id);
    } catch (error) {
      const failure = toPipelineError(error);
      stopped ||= isHopeless(failure);
      return failure;
    }
  };
  return Promise.all(ids.map((id) => limit(readOne, id)));
}

async function queueBatch(
  ports: PullPorts,
  source: PullSource,
  { id: runId, reason, counts }: Run,
  records: readonly RawRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const origin = reason === 'webhook' ? 'webhook' : 'pull';
  const { filtered, embedded, failures } = await queueRecords(ports, source, { records, origin, runId });
  counts.records += records.length;
  counts.queued += records.length - filtered - failures.length;
  counts.skipped += filtered;
  counts.filtered += filtered;
  counts.embedded += embedded;
  counts.failed += failures.length;
}
