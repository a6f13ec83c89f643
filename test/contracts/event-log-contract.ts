import type { PipelineEvent } from '../../src/model/event.js';
import type { EventLog, EventQuery } from '../../src/ports/event-log.js';
import { hostileIds, pipelineEvent } from './samples.js';

export function describeEventLogContract(name: string, create: () => Promise<EventLog>): void {
  describe(`${name} keeps the event log contract`, () => {
    test('an event is read back as it was logged, and with nothing else', async () => {
      const log = await create();
      const event = pipelineEvent('shop', '01A');
      expect(await log.append(event)).toBe('logged');
      expect(await log.read('shop', '01A')).toEqual(event);
    });

    test('an erased event is read back as it was erased, and is still logged once', async () => {
      const log = await create();
      const event = pipelineEvent('shop', '01A');
      await log.append(event);
      const erased = { ...event, before: null, after: null, erased: { at: event.receivedAt, requestId: 'r' } };
      expect(await log.erase(erased)).toBe('erased');
      expect(await log.erase(erased)).toBe('erased');
      expect(await log.read('shop', '01A')).toEqual(erased);
      expect(await log.append(event)).toBe('exists');
    });

    test('an event that never was cannot be erased', async () => {
      const log = await create();
      const event = { ...pipelineEvent('shop', '01A'), erased: { at: '2026-11-20T10:00:00Z', requestId: 'r' } };
      expect(await log.erase(event)).toBe('missing');
      expect(await log.read('shop', '01A')).toBeNull();
    });

    test('an event is logged once: the second append says exists and changes nothing', async () => {
      const log = await create();
      await log.append(pipelineEvent('shop', '01A'));
      expect(await log.append(pipelineEvent('shop', '01A', { outcome: 'ignored' }))).toBe('exists');
      expect((await log.read('shop', '01A'))?.outcome).toBe('patched');
    });

    test('of 30 appends of one event at once one logs it', async () => {
      const log = await create();
      const results = await Promise.all(Array.from({ length: 30 }, () => log.append(pipelineEvent('shop', '01A'))));
      expect(results.filter((result) => result === 'logged')).toHaveLength(1);
    });

    test('250 events at once are all logged', async () => {
      const log = await create();
      const events = Array.from({ length: 250 }, (_, index) =>
        pipelineEvent('shop', `01${String(index).padStart(4, '0')}`),
      );
      expect(new Set(await Promise.all(events.map((event) => log.append(event))))).toEqual(new Set(['logged']));
      expect(await walk(log, { profileId: 'shop', limit: 100 })).toHaveLength(250);
    });

    test('an event that never was, or that is another profile’s, reads as null', async () => {
      const log = await create();
      await log.append(pipelineEvent('shop', '01A'));
      expect(await log.read('shop', '01B')).toBeNull();
      expect(await log.read('other', '01A')).toBeNull();
    });

    test('a list never holds another profile’s events, not even for the same record key', async () => {
      const log = await create();
      const recordKey = pipelineEvent('shop', '01A').recordKey;
      await log.append(pipelineEvent('shop', '01A', { recordKey }));
      await log.append(pipelineEvent('other', '01B', { recordKey }));
      expect(await walk(log, { profileId: 'shop', limit: 10 })).toEqual(['01A']);
      expect(await walk(log, { profileId: 'shop', recordKey, limit: 10 })).toEqual(['01A']);
      expect(await walk(log, { profileId: 'none', recordKey, limit: 10 })).toEqual([]);
    });

    test.each([1, 2, 3, 7])(
      'pages of %d hold every event exactly once, newest receipt first, ties and all',
      async (limit) => {
        const log = await create();
        const receipts = ['01A', '01C', '01B', '01B', '01B', '01D', '01B'];
        const ids = receipts.map((receipt, index) => `${receipt}-${index}`);
        for (const [index, receipt] of receipts.entries()) {
          await log.append(pipelineEvent('shop', ids[index] ?? '', { receipt }));
        }
        expect(await walk(log, { profileId: 'shop', limit })).toEqual([...ids].sort().reverse());
      },
    );

    test('the last page has no continuation, also when it is full', async () => {
      const log = await create();
      for (const id of ['01A', '01B']) await log.append(pipelineEvent('shop', id));
      expect((await log.query({ profileId: 'shop', limit: 2 })).continuation).toBeNull();
      expect((await log.query({ profileId: 'shop', limit: 1 })).continuation).not.toBeNull();
    });

    const filters: [string, Partial<PipelineEvent>, Partial<EventQuery>][] = [
      ['type', { type: 'refund' }, { type: 'refund' }],
      ['record id', { recordId: "2' OR 1=1" }, { recordId: "2' OR 1=1" }],
      ['record key', { recordKey: 'key' }, { recordKey: 'key' }],
      ['action', { action: 'Ignore' }, { action: 'Ignore' }],
      ['outcome', { outcome: 'dead-lettered' }, { outcome: 'dead-lettered' }],
      ['outcomes', { outcome: 'dead-lettered' }, { outcomes: ['created', 'dead-lettered'] }],
      ['time of receipt', { receivedAt: '2026-11-20T12:00:00.000Z' }, { since: '2026-11-20T13:00:00+01:00' }],
    ];
    test.each(filters)('a list is filtered by %s', async (_, changes, filter) => {
      const log = await create();
      await log.append(pipelineEvent('shop', '01A'));
      await log.append(pipelineEvent('shop', '01B', changes));
      expect(await walk(log, { profileId: 'shop', limit: 10, ...filter })).toEqual(['01B']);
    });

    test('events are counted by profile, by outcome and from when they were reached', async () => {
      const log = await create();
      const at = (hour: number) => `2026-11-20T${hour}:00:00.000Z`;
      await log.append(pipelineEvent('shop', '01A', { finishedAt: at(10) }));
      await log.append(pipelineEvent('shop', '01B', { finishedAt: at(12), receivedAt: at(10) }));
      await log.append(pipelineEvent('shop', '01C', { finishedAt: at(13), outcome: 'ignored' }));
      await log.append(pipelineEvent('other', '01D', { finishedAt: at(13) }));
      expect(await log.count({ profileId: 'shop', finishedSince: at(10) })).toBe(3);
      expect(await log.count({ profileId: 'shop', finishedSince: '2026-11-20T13:00:00+01:00' })).toBe(2);
      expect(await log.count({ profileId: 'shop', outcome: 'patched', finishedSince: at(11) })).toBe(1);
      expect(await log.count({ profileId: 'none', finishedSince: at(10) })).toBe(0);
      await log.append(pipelineEvent('shop', '01E', { finishedAt: at(13), type: 'refund', runId: 'run-1' }));
      await log.append(pipelineEvent('shop', '01F', { finishedAt: at(13), runId: 'run-1' }));
      const ofRun = { profileId: 'shop', runId: 'run-1', finishedSince: at(10) };
      expect(await log.count(ofRun)).toBe(2);
      expect(await log.count({ ...ofRun, type: 'refund' })).toBe(1);
      expect(await log.count({ ...ofRun, type: 'refund', outcome: 'ignored' })).toBe(0);
      await expect(async () => log.count({ profileId: 'shop', finishedSince: 'x' })).rejects.toMatchObject({
        code: 'parameter_invalid',
      });
    });

    test.each(['', 'x', 'e30', Buffer.from('{"order":1,"id":"a"}').toString('base64url'), '{"order":"a","id":"b"}'])(
      'the continuation %j is refused',
      async (continuation) => {
        const log = await create();
        await expect(log.query({ profileId: 'shop', limit: 1, continuation })).rejects.toMatchObject({
          code: 'parameter_invalid',
          path: 'continuation',
        });
      },
    );

    test('hostile record ids are opaque values', async () => {
      const log = await create();
      for (const [index, recordId] of hostileIds.entries())
        await log.append(pipelineEvent('shop', `01${index}`, { recordId }));
      for (const recordId of hostileIds)
        expect(await walk(log, { profileId: 'shop', recordId, limit: 5 })).toHaveLength(1);
    });
  });
}

async function walk(log: EventLog, query: EventQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let continuation: string | null | undefined; continuation !== null; ) {
    const page = await log.query(continuation === undefined ? query : { ...query, continuation });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    ids.push(...page.items.map(({ id }) => id));
    continuation = page.continuation;
  }
  return ids;
}
