import type { Profiles } from '../../src/ports/profiles.js';
import { collect, sampleProfile } from './samples.js';

export function describeProfilesContract(name: string, create: () => Promise<Profiles>): void {
  describe(`${name} keeps the profiles contract`, () => {
    test.each(['shop', '', '../shop', 'x'.repeat(2_000)])('a profile %j that was never put is null', async (id) => {
      expect(await (await create()).read(id)).toBeNull();
    });

    test('a profile is read back complete, and a later put is seen at once', async () => {
      const profiles = await create();
      const profile = sampleProfile('shop');
      await profiles.put(profile);
      expect(await profiles.read('shop')).toEqual(profile);
      await profiles.put({ ...profile, name: 'Renamed' });
      expect((await profiles.read('shop'))?.name).toBe('Renamed');
    });

    test('a profile is replaced under the ETag that it was read with, and by nobody else then', async () => {
      const profiles = await create();
      expect(await profiles.readStored('shop')).toBeNull();
      await profiles.put(sampleProfile('shop'));
      const stored = await profiles.readStored('shop');
      expect(stored).toEqual({ profile: sampleProfile('shop'), storedAt: expect.any(Date), etag: expect.any(String) });
      const off = sampleProfile('shop', { active: false });
      expect(await profiles.replace(off, stored?.etag ?? '')).toBe('written');
      expect(await profiles.read('shop')).toEqual(off);
      expect(await profiles.replace(sampleProfile('shop'), stored?.etag ?? '')).toBe('moved');
      expect((await profiles.readStored('shop'))?.profile).toEqual(off);
    });

    test('the list holds every profile once', async () => {
      const profiles = await create();
      for (const id of ['a', 'b', 'c', 'a']) await profiles.put(sampleProfile(id));
      expect((await collect(profiles.list())).map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    });
  });
}
