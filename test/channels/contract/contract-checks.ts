import { parseJson } from '../../../src/model/json-text.js';
import { parseIncomingRecord } from '../../../src/model/record.js';
import type { Channel } from '../../../src/ports/channel.js';
import type { ChannelFixtures } from './channel-fixtures.js';
import { type ContractWorld, openContractWorld } from './contract-world.js';
import type { Fault } from './faulty-front.js';

type Script = NonNullable<Parameters<typeof openContractWorld>[3]>;

/** One promise of a channel, by a sentence, and how it is held against the channel. */
export interface ContractCheck {
  name: string;
  /** What it holds: what a resource gives, or what the code that asks for it does when a request fails. */
  of: 'resource' | 'requests';
  run(channel: Channel, fixtures: ChannelFixtures, resource: string): Promise<void>;
}

const FOR_EVER = Number.POSITIVE_INFINITY;
/** Listings that lead nowhere are noticed long before this. */
const MAX_PAGES = 60;

function check(
  name: string,
  script: Script,
  run: (at: ContractWorld, needs: readonly string[]) => Promise<void>,
): ContractCheck {
  return {
    name,
    of: 'resource',
    async run(channel, fixtures, resource) {
      const at = await openContractWorld(channel, fixtures, resource, script);
      try {
        await run(at, fixtures.resources[resource]?.needs ?? []);
      } finally {
        await at.stop();
      }
    },
  };
}

const sorted = (ids: readonly string[]) => [...ids].sort();

/** What is queued is in the store, each record once, and nothing of it became a dead letter. */
async function expectComplete(at: ContractWorld): Promise<void> {
  await at.drain();
  expect(at.world.ports.deadLetters.letters()).toEqual([]);
  expect(sorted(at.stored())).toEqual(sorted(at.remote.ids()));
  const created = at.world.ports.events
    .events()
    .filter(({ type, outcome }) => type === at.resource.type && outcome === 'created');
  expect(sorted(created.map(({ recordId }) => recordId ?? ''))).toEqual(sorted(at.remote.ids()));
}

async function expectWhole(at: ContractWorld): Promise<void> {
  const run = await at.pull();
  expect({ status: run.status, error: run.error }).toEqual({ status: 'success', error: null });
  await expectReadable(at);
  await expectComplete(at);
}

/** Every queued payload identifies as it was queued, maps, and is a canonical record. */
async function expectReadable(at: ContractWorld): Promise<void> {
  for (const { type, raw, recordId, sourceVersion } of await at.queued()) {
    const resource = Object.values(at.channel.resources).find((one) => one.type === type);
    const payload = parseJson(raw);
    expect(resource?.identify(payload, at.settings)).toEqual({ recordId, sourceVersion: sourceVersion ?? null });
    const mapped = resource?.map(payload, at.settings);
    expect(parseIncomingRecord(type, mapped?.record)).toMatchObject({ ok: true, value: { id: recordId } });
  }
}

/** Once the fault is gone, another run brings what is missing. */
async function expectRecovery(at: ContractWorld): Promise<void> {
  at.front.mend();
  await expectWhole(at);
}

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  status: code,
  headers,
});
const html: Fault = { kind: 'body', type: 'text/html', body: '<!doctype html><title>Sign in</title>' };
const passing: [string, Fault][] = [
  ['429 with Retry-After in seconds', status(429, { 'retry-after': '3' })],
  ['429 with Retry-After as a date', status(429, { 'retry-after': 'Fri, 20 Nov 2026 10:00:30 GMT' })],
  ['429 without Retry-After', status(429)],
  ['500', status(500)],
  ['502', status(502)],
  ['503', status(503)],
  ['504', status(504)],
  ['a connection that is reset within the body', { kind: 'reset' }],
  ['a body that is cut short', { kind: 'cut' }],
];
/** A fault that stays, the code of the run that meets it, how often a page may be asked for before it is given up. */
interface LastingFault {
  name: string;
  fault: Fault;
  code: string;
  tries: number;
  /** From which page on it is met. */
  from: readonly number[];
}

const json = (body: string): Fault => ({ kind: 'body', type: 'application/json', body });
const failing: LastingFault[] = [
  { name: '429', fault: status(429), code: 'channel_throttled', tries: 3, from: [2] },
  { name: '503', fault: status(503), code: 'channel_unavailable', tries: 3, from: [1, 2] },
  { name: 'a cut body', fault: { kind: 'cut' }, code: 'channel_unavailable', tries: 3, from: [1, 2] },
  // A channel may renew its sign-in and ask once more.
  { name: '401', fault: status(401), code: 'channel_unauthorized', tries: 2, from: [1] },
  { name: '403', fault: status(403), code: 'channel_unauthorized', tries: 2, from: [2] },
  { name: '404', fault: status(404), code: 'channel_refused', tries: 1, from: [1] },
  { name: 'HTML with status 200', fault: html, code: 'channel_page_invalid', tries: 2, from: [1, 2] },
  { name: 'an empty body with status 200', fault: json(''), code: 'channel_page_invalid', tries: 2, from: [1] },
  { name: '{} with status 200', fault: json('{}'), code: 'channel_page_invalid', tries: 2, from: [2] },
];

const listings: ContractCheck[] = [
  check('a listing is queued whole, each record once, and what is queued identifies and maps', {}, async (at) => {
    const run = await at.pull();
    expect(run).toMatchObject({ status: 'success', error: null, counts: { records: 25, queued: 25, failed: 0 } });
    expect([null, 25]).toContain(run.announced);
    await expectReadable(at);
    await expectComplete(at);
  }),
  check('a listing of nothing is no_orders, not an error', { records: 0 }, async (at) => {
    expect(await at.pull()).toMatchObject({ status: 'no_orders', error: null, counts: { records: 0 } });
  }),
  check('a listing that ends on a full page ends', { records: 20 }, (at) => expectWhole(at)),
  check('records of one instant are all read, across page borders too', { sameInstant: true }, (at) => expectWhole(at)),
  check(
    'a system that repeats its last page past the end gives each record once',
    { records: 20, repeatLastPage: true },
    (at) => expectWhole(at),
  ),
  check('a second pull changes nothing', {}, async (at) => {
    await expectWhole(at);
    const before = JSON.stringify(at.world.ports.store.items());
    expect((await at.pull()).error).toBeNull();
    await at.drain();
    expect(JSON.stringify(at.world.ports.store.items())).toBe(before);
  }),
  check(
    'what changes after a pull is read by the next one, though the clock there is 5 minutes behind',
    { clockBehindMs: 300_000 },
    async (at) => {
      await expectWhole(at);
      at.world.clock.advance(60_000);
      const added = at.remote.add();
      expect((await at.pull()).status).toBe('success');
      expect((await at.queued()).map(({ recordId }) => recordId)).toContain(added);
      await expectComplete(at);
    },
  ),
  check(
    'one bad record among a hundred stops no other and ends as a dead letter',
    { records: 100, pageSize: 50 },
    async (at) => {
      if (at.remote.spoil === undefined) return;
      const bad = at.remote.ids()[41] ?? '';
      at.remote.spoil(bad);
      expect(await at.pull()).toMatchObject({ status: 'success', counts: { records: 100 } });
      await at.drain();
      expect(sorted(at.stored())).toEqual(sorted(at.remote.ids().filter((id) => id !== bad)));
      expect(at.world.ports.deadLetters.letters()).toHaveLength(1);
      const failed = at.world.ports.events.events().filter(({ outcome }) => outcome === 'dead-lettered');
      expect(failed).toMatchObject([
        { recordId: bad, error: { code: expect.stringMatching(/^(mapping|record|currency)_/) } },
      ]);
    },
  ),
];

const strange: ContractCheck[] = [
  check('fields that nobody knows change nothing', {}, async (at) => {
    at.front.rewrite((fields) => ({ ...fields, unheard_of: { deep: [1, { more: null }] }, 'odd key.[]': 1 }));
    await expectWhole(at);
  }),
  check('fields that are null are survived, but for those that a record needs', {}, async (at, needs) => {
    at.front.rewrite((fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, needs.includes(name) ? value : null])),
    );
    await expectWhole(at);
  }),
  ...(['last', 'round'] as const).map((how) =>
    check(
      how === 'last'
        ? 'a chain of pages without an end is noticed'
        : 'a chain of pages that goes in a circle is noticed',
      {},
      async (at) => {
        at.front.replay(2, how);
        const run = await at.pull();
        expect(run).toMatchObject({ status: 'error' });
        expect(run.error?.code).toMatch(/^channel_(page_repeated|page_invalid|count_mismatch)$/);
        expect(at.front.pages()).toBeLessThan(MAX_PAGES);
        await expectRecovery(at);
      },
    ),
  ),
];

const transient = passing.map(([name, fault]) =>
  check(`${name}, twice on the second page, is waited for and loses nothing`, {}, async (at) => {
    at.front.fail(fault, 2, 2);
    await expectWhole(at);
  }),
);

const permanent = failing.flatMap(({ name, fault, code, tries, from: pages }) =>
  pages.map((from) =>
    check(
      `${name} from page ${from} on ends the run with its cause, and the cursor does not pass it`,
      {},
      async (at) => {
        at.front.fail(fault, from, FOR_EVER);
        const run = await at.pull();
        expect({ status: run.status, code: run.error?.code }).toEqual({ status: 'error', code });
        expect(at.front.pages()).toBeLessThanOrEqual(from - 1 + tries);
        const queued = await at.queued();
        expect(queued.length > 0).toBe(from > 1);
        const newest = sorted(queued.map(({ sourceVersion }) => sourceVersion ?? '')).at(-1) ?? '';
        const { watermark } = (await at.cursor()) ?? { watermark: null };
        expect((watermark ?? '') <= newest).toBe(true);
        await expectRecovery(at);
      },
    ),
  ),
);

/** Everything that each resource that is pulled must keep. */
export const contractChecks: readonly ContractCheck[] = [
  ...listings,
  ...strange,
  ...[...transient, ...permanent].map((one): ContractCheck => ({ ...one, of: 'requests' })),
];
