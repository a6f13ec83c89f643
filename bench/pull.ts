import { type Profile, profile as profileSchema } from '../src/model/profile.js';
import type { Run } from '../src/model/run.js';
import { pullChannel } from '../src/orchestration/pull-channel.js';
import type { PullPorts } from '../src/orchestration/pull-ports.js';
import { newRequest } from '../src/orchestration/schedule-pulls.js';
import { type Connection, withEmulators } from './emulators.js';
import { openPullPorts, secretReferences, type Traffic } from './pull-ports.js';
import type { PulledShop, PullWay } from './pulled-shop.js';
import { pulledShops } from './pulled-shops.js';
import { withShop } from './shop-process.js';
import { measure, type Took } from './stopwatch.js';

/** How much the pull part does. */
export interface PullEffort {
  /** Of each shop. */
  orders: number;
  rounds: number;
}

/** One pull of all orders of a shop. */
export interface Pulled extends Traffic {
  took: Took;
  pages: number;
}

/** All rounds of one way to pull a shop. */
export interface PullResult {
  shop: PulledShop;
  way: PullWay;
  pulled: Pulled[];
}

/**
 * Pulls every shop in each of its ways, through the runtime and into the queue; nothing is processed.
 * @throws Error when a pull does not queue every order once
 */
export async function runPull(effort: PullEffort, say: (line: string) => void): Promise<PullResult[]> {
  const results: PullResult[] = [];
  for (const shop of pulledShops) {
    const work = (baseUrl: string) =>
      withEmulators((connection) => pullByTurns({ shop, baseUrl, connection, ...effort }, say));
    results.push(...(await withShop(shop, effort.orders, work)));
  }
  return results;
}

interface Bench extends PullEffort {
  shop: PulledShop;
  baseUrl: string;
  connection: Connection;
}

/** The ways take turns, so that whatever else the machine does falls on all of them; a first pull warms up and counts for nothing. */
async function pullByTurns(bench: Bench, say: (line: string) => void): Promise<PullResult[]> {
  const { shop, rounds } = bench;
  const results = shop.ways.map((way): PullResult => ({ shop, way, pulled: [] }));
  if (results[0] !== undefined) await pullOnce(bench, results[0].way, 'warm-up');
  for (let round = 1; round <= rounds; round += 1) {
    for (const [at, { way, pulled }] of results.entries()) {
      pulled.push(await pullOnce(bench, way, `way-${at}-round-${round}`));
    }
    say(`Pull of ${shop.channel}: round ${round} of ${rounds}`);
  }
  return results;
}

/** Pulls under a profile of its own, so that it begins without a cursor. */
async function pullOnce(bench: Bench, way: PullWay, id: string): Promise<Pulled> {
  const traffic: Traffic = { tries: [], characters: 0, points: 0 };
  const ports = await openPullPorts(bench.connection, bench.shop, traffic);
  await ports.profiles.put(createProfile(bench, way, id));
  const request = newRequest(ports, id, 'orders', 'command');
  const name = await ports.pullRequests.put(request);
  const { took } = await measure(() => pullChannel(ports, name));
  const { counts } = await readRun(ports, id, request.runId, bench.orders);
  return { ...traffic, took, pages: counts.pages };
}

function createProfile({ shop, baseUrl }: Bench, { pageSize, settings = {} }: PullWay, id: string): Profile {
  return profileSchema.parse({
    id,
    tenantId: 'bench',
    name: 'Bench',
    channel: shop.channel,
    settings: { ...shop.settings(baseUrl), ...settings },
    secrets: secretReferences(shop),
    // The shops' orders go back some months.
    pull: { pageSize, backfillDays: 365 },
  });
}

/** A figure of a pull that left something out would be worth nothing. */
async function readRun({ runs }: PullPorts, profileId: string, runId: string, orders: number): Promise<Run> {
  const run = await runs.read(profileId, runId);
  if (run?.status !== 'success' || run.counts.queued !== orders || run.counts.records !== orders) {
    throw new Error(`The pull of ${orders} orders ended so: ${run?.message ?? 'it left no run'}`);
  }
  return run;
}
