import type { Channel, ChannelPage, ChannelResource, ListRequest } from '../../../src/ports/channel.js';
import { contractChecks } from './contract-checks.js';
import { paper } from './paper-channel.js';
import { paperFixtures } from './paper-shop.js';
import { runChannelContract } from './run-channel-contract.js';

runChannelContract(paper, paperFixtures);

const good = (paper as Channel).resources.orders as ChannelResource;
type List = NonNullable<ChannelResource['list']>;
const list = good.list as List;
const nothing: ChannelPage = { records: [], unreadable: [], watermark: null, position: null, announced: null };

function broken(change: Partial<ChannelResource>): Channel {
  return { ...(paper as Channel), resources: { orders: { ...good, ...change } } };
}

/** The position of a channel that pages by the instant alone: what shares it with the last record is skipped. */
const byInstantAlone: List = async (context, request) => {
  const page = await list(context, request);
  const last = page.records.at(-1)?.sourceVersion?.replace('T', ' ').replace('Z', '');
  return { ...page, position: page.position === null || last === undefined ? null : `${last}|999999999` };
};

const emptyWhenItFails: List = (context, request) => list(context, request).catch(() => nothing);

/** Goes on with the next page when one fails, as if it had been empty. */
const skipsFailedPages: List = async (context, request: ListRequest) => {
  try {
    return await list(context, request);
  } catch {
    return { ...nothing, position: request.position === null ? '2026-11-20 08:00:00|0' : null };
  }
};

const byItsOwnClock: List = async (context, request) => ({
  ...(await list(context, request)),
  watermark: context.now().toISOString(),
});

const checksEveryRecord: List = async (context, request) => {
  const page = await list(context, request);
  for (const { raw } of page.records) if (raw.includes('a lot')) throw new Error('one record is bad');
  return page;
};

const repeatsTheRequest: List = async (context, request) => {
  const page = await list(context, request);
  if (page.position !== null) await list(context, request);
  return page;
};

const dropsTheFirst: List = async (context, request) => {
  const page = await list(context, request);
  return { ...page, records: page.records.slice(1) };
};

const needsAMail: ChannelResource['map'] = (raw, settings) => {
  if ((raw as { buyer: { email: string } }).buyer.email === '') throw new Error('no mail');
  return good.map(raw, settings);
};

describe('the contract finds a channel that', () => {
  test.each<[string, Partial<ChannelResource>, RegExp]>([
    ['loses records', { list: dropsTheFirst }, /queued whole/],
    ['skips records of one instant', { list: byInstantAlone }, /one instant/],
    ['takes a failure for an empty page', { list: emptyWhenItFails }, /^HTML .* page 1/],
    ['skips a page that fails', { list: skipsFailedPages }, /^503 from page 1/],
    ['keeps its cursor by its own clock', { list: byItsOwnClock }, /5 minutes behind/],
    ['lets one bad record stop the page', { list: checksEveryRecord }, /one bad record/],
    ['asks again and again when it is refused', { list: retries(list) }, /^404 from page 1/],
    ['fails on a null that is none of its business', { map: needsAMail }, /fields that are null/],
    [
      'identifies a record otherwise than its page does',
      { identify: () => ({ recordId: '1', sourceVersion: null }) },
      /queued whole/,
    ],
    [
      'maps what is no canonical record',
      { map: () => ({ record: { id: '1', status: 7 }, warnings: [] }) },
      /queued whole/,
    ],
  ])('%s', async (_what, change, name) => {
    const checks = contractChecks.filter((one) => name.test(one.name));
    expect(checks).toHaveLength(1);
    await expect(checks[0]?.run(broken(change), paperFixtures, 'orders')).rejects.toThrow();
  });

  test('asks twice for what it has, which is allowed', async () => {
    const check = contractChecks.find(({ name }) => name.includes('queued whole'));
    await expect(check?.run(broken({ list: repeatsTheRequest }), paperFixtures, 'orders')).resolves.toBeUndefined();
  });
});

function retries(original: List): List {
  return async (context, request) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await original(context, request);
      } catch (error) {
        if (tries === 3) throw error;
      }
    }
  };
}
