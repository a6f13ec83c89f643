import { createHash } from 'node:crypto';
import { findChannel } from '../src/channels/index.js';
import { diff } from '../src/diff/diff.js';
import { formatEnvelopes } from '../src/model/envelope.js';
import type { CanonicalRecord } from '../src/model/record.js';
import { versionOrder } from '../src/model/record-version.js';
import { decide } from '../src/orchestration/decide.js';
import { checkAmounts, completeRecord, mapRecord } from '../src/orchestration/prepare-record.js';
import { readLines } from '../src/orchestration/queued-line.js';
import type { Channel } from '../src/ports/channel.js';
import { type BenchOrder, changeOrder, createOrders, type OrderSize, removeAttribute } from './orders.js';
import { BENCH_PROFILE } from './ports.js';
import { measure, median } from './stopwatch.js';

/** How many records a second the pure core takes, and which share of the time each of its steps needs. */
export interface CoreResult {
  title: string;
  recordsPerSecond: number;
  steps: { step: string; microseconds: number }[];
}

const ROUNDS = 3;
const SECONDS_OF_A_ROUND = 0.2;

/** Measures everything between the reads and the writes of a record: no storage, no waiting. */
export async function runCore(size: OrderSize): Promise<CoreResult[]> {
  const orders = createOrders(200, size);
  const patched = orders.map(changeOrder);
  return [
    await measureCore(`${size.title}, created`, orders, null),
    await measureCore(`${size.title}, unchanged, but mapped and compared`, orders, orders),
    await measureCore(`${size.title}, patched`, patched, orders),
    await measureCore(`${size.title}, updated`, patched.map(removeAttribute), patched),
  ];
}

async function measureCore(title: string, orders: readonly BenchOrder[], known: readonly BenchOrder[] | null) {
  const lines = orders.map(toLine);
  const bases = known === null ? null : known.map((order) => prepare(toLine(order), null));
  const work = (): void => {
    for (const [index, line] of lines.entries()) runOnce(line, bases?.[index] ?? null);
  };
  work();
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(await rateOf(work, lines.length));
  return { title, recordsPerSecond: median(rates), steps: await measureSteps(lines, bases) };
}

async function rateOf(work: () => void, records: number): Promise<number> {
  let done = 0;
  const { took } = await measure(async () => {
    const end = performance.now() + SECONDS_OF_A_ROUND * 1_000;
    while (performance.now() < end) {
      work();
      done += records;
    }
  });
  return done / took.seconds;
}

const channel = findChannel(BENCH_PROFILE.channel) as Channel;

function toLine(order: BenchOrder): string {
  const id = `01J${order.id.padStart(23, '0')}`;
  return formatEnvelopes([
    {
      schema: 1,
      eventId: id,
      receipt: `${id}-000`,
      profileId: BENCH_PROFILE.id,
      type: 'order',
      format: 'canonical',
      recordId: order.id,
      sourceVersion: order.updatedAt,
      origin: 'ingest',
      receivedAt: '2026-01-01T00:00:00.000Z',
      tries: 0,
      raw: JSON.stringify(order),
    },
  ]);
}

function readEnvelope(line: string) {
  const envelope = readLines(line)[0]?.envelope;
  if (envelope === null || envelope === undefined) throw new Error('The bench made a line that is no envelope');
  return envelope;
}

function prepare(line: string, base: CanonicalRecord | null): CanonicalRecord {
  const envelope = readEnvelope(line);
  return completeRecord('order', base, mapRecord(envelope, channel, BENCH_PROFILE).record);
}

function runOnce(line: string, base: CanonicalRecord | null): void {
  const envelope = readEnvelope(line);
  createHash('sha256').update(envelope.raw).digest('base64url');
  const incoming = mapRecord(envelope, channel, BENCH_PROFILE);
  const record = completeRecord('order', base, incoming.record);
  checkAmounts('order', record, BENCH_PROFILE);
  const version = {
    order: versionOrder(envelope.sourceVersion ?? null, envelope.receivedAt),
    receipt: envelope.receipt,
  };
  const operations = base === null ? [] : diff(base, record);
  const cached = base === null ? null : { eventId: 'another', version: { ...version, receipt: '' } };
  decide({ cached, eventId: envelope.eventId, version, operations, cacheAgeMs: 0, cacheMaxAgeMs: 1 });
}

/** Each step by itself on what the step before it gave. */
async function measureSteps(lines: readonly string[], bases: readonly CanonicalRecord[] | null) {
  const envelopes = lines.map(readEnvelope);
  const incoming = envelopes.map((envelope) => mapRecord(envelope, channel, BENCH_PROFILE).record);
  const baseOf = (index: number) => bases?.[index] ?? null;
  const records = incoming.map((record, index) => completeRecord('order', baseOf(index), record));
  const steps: [string, (index: number) => unknown][] = [
    ['read the envelope', (index) => readEnvelope(lines[index] ?? '')],
    ['map', (index) => mapRecord(envelopes[index] as never, channel, BENCH_PROFILE)],
    ['complete', (index) => completeRecord('order', baseOf(index), incoming[index] as CanonicalRecord)],
    ['check the amounts', (index) => checkAmounts('order', records[index] as CanonicalRecord, BENCH_PROFILE)],
    ['diff', (index) => (bases === null ? [] : diff(baseOf(index), records[index] as CanonicalRecord))],
  ];
  const measured: CoreResult['steps'] = [];
  for (const [step, work] of steps) {
    const all = () => {
      for (let index = 0; index < lines.length; index += 1) work(index);
    };
    all();
    measured.push({ step, microseconds: 1e6 / (await rateOf(all, lines.length)) });
  }
  return measured;
}
