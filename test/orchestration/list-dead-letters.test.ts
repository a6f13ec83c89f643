import { causeOf } from '../../src/model/dead-letter.js';
import { groupDeadLetters } from '../../src/orchestration/list-dead-letters.js';
import { deadLetter } from '../contracts/samples.js';
import { createMemoryDeadLetters } from '../doubles/memory-dead-letters.js';

const AT = '2026-11-20T10:00:00.000Z';

test('412 records that failed of one cause are one group, which says what to do about it', async () => {
  const deadLetters = createMemoryDeadLetters();
  for (let index = 0; index < 412; index += 1) {
    const at = new Date(Date.parse(AT) + ((index * 7) % 412) * 1_000).toISOString();
    const message = `Order ${index}: SKU mapping "TSHIRT-M" is missing`;
    const failure = { code: 'mapping_failed', message, at, recordId: String(index) };
    await deadLetters.put({ ...deadLetter(`event-${index}`), ...failure, profileId: index < 400 ? 'shop' : 'other' });
  }
  await deadLetters.put({ ...deadLetter('parked', { tries: 1, nextTryAt: AT }), code: 'store_unavailable' });
  const { groups, unreadable } = await groupDeadLetters({ deadLetters });
  expect(unreadable).toEqual([]);
  expect(groups).toMatchObject([
    {
      code: 'mapping_failed',
      message: 'Order #: SKU mapping … is missing',
      title: 'The channel payload could not be mapped',
      advice: expect.stringContaining('replay'),
      count: 412,
      parked: 0,
      oldestAt: AT,
      newestAt: '2026-11-20T10:06:51.000Z',
      profileIds: ['shop', 'other'],
      example: { message: expect.stringContaining('TSHIRT-M') },
    },
    { code: 'store_unavailable', count: 1, parked: 1 },
  ]);
  const newest = deadLetters.letters().find(({ at }) => at === '2026-11-20T10:06:51.000Z');
  expect(groups[0]?.example.eventId).toBe(newest?.eventId);
  expect(groups[0]?.cause).toBe(causeOf(newest as { code: string; message: string }));
});

test('a code that this release does not know stands for itself', async () => {
  const deadLetters = createMemoryDeadLetters();
  await deadLetters.put({ ...deadLetter('event-1'), code: 'toString' });
  expect((await groupDeadLetters({ deadLetters })).groups).toMatchObject([
    { code: 'toString', title: 'toString', advice: '' },
  ]);
});

test('what is no dead letter is named, whatever is asked for', async () => {
  const deadLetters = {
    list: async function* () {
      yield { name: 'final/odd.json', letter: null };
    },
  };
  expect(await groupDeadLetters({ deadLetters }, { profileId: 'shop' })).toEqual({
    groups: [],
    unreadable: ['final/odd.json'],
  });
});

test('only the letters of the filter are grouped', async () => {
  const deadLetters = createMemoryDeadLetters();
  await deadLetters.put(deadLetter('event-1'));
  await deadLetters.put({ ...deadLetter('event-2'), profileId: 'other' });
  expect((await groupDeadLetters({ deadLetters }, { profileId: 'other' })).groups).toMatchObject([
    { count: 1, profileIds: ['other'], example: { eventId: 'event-2' } },
  ]);
});
