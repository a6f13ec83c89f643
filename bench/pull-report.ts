import { findChannel } from '../src/channels/index.js';
import { percentile } from '../src/model/percentile.js';
import type { PullEffort, Pulled, PullResult } from './pull.js';
import { median } from './stopwatch.js';
import { table } from './table.js';

/** What the pull part gave. */
export interface PullReport {
  effort: PullEffort;
  results: PullResult[];
}

/** The section about pulling as Markdown. */
export function formatPull({ effort, results }: PullReport): string {
  const { orders, rounds } = effort;
  const columns = COLUMNS.filter(({ isFor }) => isFor === undefined || results.some(isFor));
  const rows = results.map((result) => columns.map(({ cell }) => cell(result, orders)));
  return `## Pull

${orders} orders of each sandbox shop, listed through the runtime (\`pullChannel\`, the hardened HTTP client, cursors, leases, run documents) into queue blobs; nothing is
processed. Rounds: ${rounds}, the ways by turns, after one pull that counts for nothing; medians, but p50 and p95 over the requests of all rounds. Every pull must queue every
order once. **The rate limit is lifted**; the last column says what the channel's usual one would allow.

${table(
  columns.map(({ head }) => head),
  rows,
)}

The shop runs in a process of its own on the same cores, its orders rendered beforehand: a real one and the way to it are far slower, so that the requests and the CPU time say
more than the rate. A request lasts from connecting to the last byte, unpacking included; the rest of the time goes into parsing, queue blobs, cursors and run documents.
CPU is that of the pulling process alone.`;
}

interface Column {
  head: string;
  cell(result: PullResult, orders: number): string;
  /** The results that have something to say here; all, if absent. */
  isFor?(result: PullResult): boolean;
}

const COLUMNS: readonly Column[] = [
  { head: 'channel', cell: ({ shop }) => shop.channel },
  { head: 'way', cell: ({ way }) => way.title },
  { head: 'orders/s', cell: (result, orders) => median(toRates(result, orders)).toFixed(0) },
  {
    head: 'orders/s by round',
    cell: (result, orders) =>
      toRates(result, orders)
        .map((rate) => rate.toFixed(0))
        .join(', '),
  },
  {
    head: 'requests per 1,000 orders',
    cell: (result, orders) => (requestsPerOrder(result, orders) * 1_000).toFixed(1),
  },
  {
    head: 'points per 1,000 orders',
    cell: (result, orders) =>
      result.shop.pointsOf ? (perOrder(result, orders, ({ points }) => points) * 1_000).toFixed(0) : '–',
    isFor: ({ shop }) => shop.pointsOf !== undefined,
  },
  { head: 'request p50, ms', cell: (result) => requestMs(result, 50) },
  { head: 'request p95, ms', cell: (result) => requestMs(result, 95) },
  {
    head: 'waiting for the shop, share of the time',
    cell: ({ pulled }) => `${(median(pulled.map(shareOfRequests)) * 100).toFixed(0)} %`,
  },
  {
    head: 'µs of CPU an order',
    cell: (result, orders) => perOrder(result, orders, ({ took }) => took.cpuSeconds * 1e6).toFixed(0),
  },
  {
    head: 'kB an order',
    cell: (result, orders) => perOrder(result, orders, ({ characters }) => characters / 1_000).toFixed(1),
  },
  { head: 'orders/s at the usual rate limit', cell: atRateLimit },
];

function toRates({ pulled }: PullResult, orders: number): number[] {
  return pulled.map(({ took }) => orders / took.seconds);
}

function perOrder({ pulled }: PullResult, orders: number, figure: (one: Pulled) => number): number {
  return median(pulled.map((one) => figure(one) / orders));
}

function requestsPerOrder(result: PullResult, orders: number): number {
  return perOrder(result, orders, ({ tries }) => tries.length);
}

function requestMs({ pulled }: PullResult, p: number): string {
  const tries = pulled.flatMap((one) => one.tries);
  return String(percentile(tries, p) ?? '–');
}

function shareOfRequests({ tries, took }: Pulled): number {
  return tries.reduce((sum, ms) => sum + ms, 0) / 1_000 / took.seconds;
}

function atRateLimit(result: PullResult, orders: number): string {
  const limit = findChannel(result.shop.channel)?.rateLimit;
  return limit === undefined ? 'no limit' : (limit.perSecond / requestsPerOrder(result, orders)).toFixed(0);
}
