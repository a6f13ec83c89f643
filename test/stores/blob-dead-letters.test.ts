import { createBlobDeadLetters } from '../../src/stores/blob-dead-letters.js';
import { collect, deadLetter } from '../contracts/samples.js';
import { newContainer } from './blob-under-test.js';

test('a blob that is no dead letter is listed by its name and hides none of the others', async () => {
  const container = await newContainer('deadLetters');
  const letters = createBlobDeadLetters({ container });
  await container.getBlockBlobClient('final/00/foreign.json').upload('{"eventId":1}', 13);
  await letters.put(deadLetter('event-1'));
  const listed = await collect(letters.list({ profileId: 'shop' }));
  expect(listed.map(({ name, letter }) => letter?.eventId ?? name).sort()).toEqual([
    'event-1',
    'final/00/foreign.json',
  ]);
});

test('looking for one event reads no other letter', async () => {
  const counted: string[] = [];
  const letters = createBlobDeadLetters({
    container: await newContainer('deadLetters'),
    count: (one) => counted.push(one),
  });
  for (let index = 0; index < 5; index += 1) await letters.put(deadLetter(`event-${index}`));
  await collect(letters.list({ eventId: 'event-3' }));
  expect(counted.filter((one) => one === 'blob.read')).toHaveLength(1);
});
