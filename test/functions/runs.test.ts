import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { getRun } from '../../src/functions/get-run.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { listRuns } from '../../src/functions/list-runs.js';
import { syncProfile } from '../../src/functions/sync-profile.js';
import type { Channel } from '../../src/ports/channel.js';
import { pipelineEvent, sampleRun } from '../contracts/samples.js';
import { createCountingIds } from '../doubles/counting-ids.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryEventLog } from '../doubles/memory-event-log.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { createMemoryPullRequests } from '../doubles/memory-pull-requests.js';
import { createMemoryRunLog } from '../doubles/memory-run-log.js';
import { bearer, bodyOf, createContext, getRequest, postRequest, shopA, shopB, token } from './test-request.js';

const shop: Channel = {
  key: 'shop',
  title: 'Shop',
  settings: z.looseObject({}),
  secretNames: () => [],
  mappingVersion: '1',
  resources: {
    orders: {
      type: 'order',
      identify: () => ({ recordId: '1', sourceVersion: null }),
      map: () => ({ record: {}, warnings: [] }),
      list: () => Promise.reject(new Error('not called')),
    },
  },
};

const clock = createManualClock();
const pullRequests = createMemoryPullRequests({ clock });
const runs = createMemoryRunLog();
const events = createMemoryEventLog();
const ports = {
  profiles: createMemoryProfiles([{ ...shopA, channel: 'shop' }, shopB]),
  clock,
  ids: createCountingIds(),
  settings: { token },
  pullRequests,
  runs,
  events,
  findChannel: (key: string) => (key === 'shop' ? shop : null),
};

type Handler = (request: HttpRequest, context: ReturnType<typeof createContext>) => Promise<HttpResponseInit>;
interface Asked {
  as?: string;
  admin?: boolean;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: string;
}

async function ask(handler: Handler, { as = 'shop-a', admin = false, params, query = {}, body }: Asked = {}) {
  const context = createContext();
  const parts = { headers: await bearer(as, admin), params: { profileId: 'shop-a', ...params }, query };
  const json = { ...parts.headers, 'content-type': 'application/json' };
  const request =
    body === undefined
      ? handler === sync
        ? postRequest(parts)
        : getRequest(parts)
      : postRequest({ ...parts, headers: json, body });
  const answer = await withProblems((one) => handler(one, context))(request, context);
  return {
    status: answer.status,
    headers: new Headers(answer.headers as Record<string, string>),
    body: bodyOf(answer),
  };
}

const sync: Handler = (request, context) => syncProfile(ports, request, context);
const run: Handler = (request) => getRun(ports, request);
const list: Handler = (request) => listRuns(ports, request);

async function waiting() {
  const found = [];
  for await (const { name } of pullRequests.list()) found.push(await pullRequests.read(name));
  return found;
}

describe('POST /api/profiles/{profileId}/sync', () => {
  test('asks for a pull of all that the profile pulls, and says where each run will be', async () => {
    const before = (await waiting()).length;
    const { status, headers, body } = await ask(sync, { admin: true });
    expect(status).toBe(202);
    const url = `/api/profiles/shop-a/runs/${body.runs[0].runId}`;
    expect(body).toEqual({ runs: [{ resource: 'orders', runId: expect.any(String), url }] });
    expect(headers.get('location')).toBe(url);
    expect((await waiting()).slice(before)).toMatchObject([
      { profileId: 'shop-a', resource: 'orders', kind: 'changes', reason: 'command', runId: body.runs[0].runId },
    ]);
  });

  test('takes what is wished from the body', async () => {
    const body = JSON.stringify({ resources: ['orders'], kind: 'backfill', since: '2026-11-01T00:00:00Z' });
    const before = (await waiting()).length;
    expect((await ask(sync, { admin: true, body })).status).toBe(202);
    expect((await waiting()).slice(before)).toMatchObject([{ kind: 'backfill', since: '2026-11-01T00:00:00Z' }]);
  });

  test.each<[string, Asked, number, string]>([
    ['the profile’s own credential', {}, 403, 'forbidden'],
    ['that of another profile', { as: 'shop-b' }, 403, 'forbidden'],
    ['a profile that there is not', { admin: true, params: { profileId: 'none' } }, 404, 'not_found'],
    ['a profile whose channel is not known', { admin: true, params: { profileId: 'shop-b' } }, 400, 'channel_unknown'],
    ['another resource', { admin: true, body: '{"resources":["planets"]}' }, 400, 'parameter_invalid'],
    ['an unknown member', { admin: true, body: '{"resource":"orders"}' }, 400, 'parameter_invalid'],
    ['what is not JSON', { admin: true, body: '{' }, 400, 'json_invalid'],
  ])('refuses %s, and asks for nothing', async (_, asked, status, code) => {
    const before = (await waiting()).length;
    expect(await ask(sync, asked)).toMatchObject({ status, body: { code } });
    expect(await waiting()).toHaveLength(before);
  });
});

test('a body without its content type is refused, and not taken for none', async () => {
  const before = (await waiting()).length;
  const headers = await bearer('shop-a', true);
  const request = postRequest({ headers, params: { profileId: 'shop-a' }, body: '{"kind":"backfill"}' });
  request.headers.delete('content-type');
  const answer = await withProblems((one) => syncProfile(ports, one, createContext()))(request, createContext());
  expect([answer.status, bodyOf(answer).code]).toEqual([415, 'content_type_unsupported']);
  expect(await waiting()).toHaveLength(before);
});

describe('the runs of a profile', () => {
  beforeAll(async () => {
    const of = { ...sampleRun('shop-a', 'run-1'), status: 'success' as const, message: 'Queued 2 records' };
    await runs.write({ ...of, counts: { ...of.counts, queued: 2, records: 2 } });
    await runs.write({ ...sampleRun('shop-a', 'run-2'), startedAt: '2026-11-20T12:00:00.000Z', resource: 'products' });
    await runs.write(sampleRun('shop-b', 'run-3'));
    for (const [id, outcome] of [['e1', 'created'] as const, ['e2', 'dead-lettered'] as const])
      await events.append(pipelineEvent('shop-a', id, { runId: 'run-1', outcome }));
  });

  test('one tells what became of its records', async () => {
    const { status, body } = await ask(run, { params: { runId: 'run-1' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'run-1', resource: 'orders' });
    expect(body.outcome).toEqual({
      status: 'error',
      message: 'Processed 1 order successfully, 1 failed',
      processed: 1,
      failed: 1,
      waiting: 0,
    });
    expect(body).not.toHaveProperty('cursorAfter');
  });

  test.each<[string, Asked]>([
    ['there is none', { params: { runId: 'run-9' } }],
    ['it is another profile’s', { params: { runId: 'run-3' } }],
    ['the id is no id', { params: { runId: '../run-1' } }],
    ['the profile is somebody else’s', { as: 'shop-b', params: { runId: 'run-1' } }],
  ])('one is not there when %s', async (_, asked) => {
    expect(await ask(run, asked)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('are listed newest first, and by resource', async () => {
    const idsOf = async (asked: Asked) => (await ask(list, asked)).body.items.map(({ id }: { id: string }) => id);
    expect(await idsOf({})).toEqual(['run-2', 'run-1']);
    expect(await idsOf({ admin: true, query: { resource: 'orders', limit: '1' } })).toEqual(['run-1']);
    expect(await ask(list, { as: 'shop-b' })).toMatchObject({ status: 404 });
    expect(await ask(list, { query: { limit: '0' } })).toMatchObject({ status: 400 });
  });
});
