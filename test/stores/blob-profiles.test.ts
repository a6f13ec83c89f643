import type { Profile } from '../../src/model/profile.js';
import { hashName } from '../../src/model/record-key.js';
import { spreadName } from '../../src/stores/blob-container.js';
import { createBlobProfiles } from '../../src/stores/blob-profiles.js';
import { sampleProfile } from '../contracts/samples.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { newContainer } from './blob-under-test.js';

test('a profile is read once in 60 s, by many at once too, and again after that', async () => {
  const container = await newContainer('profiles');
  const clock = createManualClock();
  const reads: string[] = [];
  const profiles = createBlobProfiles({ container, clock, count: (one) => reads.push(one) });
  await createBlobProfiles({ container, clock }).put(sampleProfile('shop'));
  await Promise.all(Array.from({ length: 20 }, () => profiles.read('shop')));
  clock.advance(59_999);
  await profiles.read('shop');
  expect(reads).toHaveLength(1);
  await createBlobProfiles({ container, clock }).put(sampleProfile('shop', { name: 'Renamed' }));
  clock.advance(1);
  expect((await profiles.read('shop'))?.name).toBe('Renamed');
  expect(reads).toHaveLength(2);
});

test('a profile that is to be forgotten is read again at once', async () => {
  const container = await newContainer('profiles');
  const clock = createManualClock();
  const profiles = createBlobProfiles({ container, clock });
  await profiles.put(sampleProfile('shop'));
  await profiles.read('shop');
  await createBlobProfiles({ container, clock }).put(sampleProfile('shop', { name: 'Renamed' }));
  profiles.forget('shop');
  expect((await profiles.read('shop'))?.name).toBe('Renamed');
});

test('an absence is not kept', async () => {
  const container = await newContainer('profiles');
  const clock = createManualClock();
  const profiles = createBlobProfiles({ container, clock });
  expect(await profiles.read('shop')).toBeNull();
  await createBlobProfiles({ container, clock }).put(sampleProfile('shop'));
  expect(await profiles.read('shop')).not.toBeNull();
});

test('a profile that is not valid is an error, and hides no other profile from the list', async () => {
  const container = await newContainer('profiles');
  const profiles = createBlobProfiles({ container, clock: createManualClock() });
  for (const id of ['a', 'b', 'c']) await profiles.put(sampleProfile(id));
  await container.getBlockBlobClient(spreadName(hashName('b'))).upload('{"id":"b"}', 10);
  await expect(profiles.read('b')).rejects.toMatchObject({ code: 'profile_unreadable' });
  const listed: Profile[] = [];
  const walk = async () => {
    for await (const one of profiles.list()) listed.push(one);
  };
  await expect(walk()).rejects.toMatchObject({ code: 'profile_unreadable' });
  expect(listed.map(({ id }) => id).sort()).toEqual(['a', 'c']);
});
