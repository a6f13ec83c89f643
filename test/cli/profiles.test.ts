import { findChannel } from '../../src/channels/index.js';
import { createProfileKey } from '../../src/cli/create-profile-key.js';
import { formatProfiles, listProfiles } from '../../src/cli/list-profiles.js';
import { putProfile } from '../../src/cli/put-profile.js';
import { authenticate } from '../../src/functions/http/authenticate.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';

const settings = { token: { kind: 'secret', secret: 'x'.repeat(32) } } as const;
const demo = { id: 'demo', tenantId: 'acme', name: 'Demo', channel: 'api' };

function setUp() {
  const profiles = createMemoryProfiles();
  const put = (value: unknown) =>
    putProfile(async () => profiles, findChannel, typeof value === 'string' ? value : JSON.stringify(value));
  return { profiles, put };
}

describe('profile put', () => {
  test('stores a complete profile', async () => {
    const { profiles, put } = setUp();
    await put(demo);
    expect(await profiles.read('demo')).toMatchObject({
      ...demo,
      active: true,
      pull: { enabled: true, backfillDays: 30 },
    });
  });

  test('names each fault by its path, and stores nothing', async () => {
    const { profiles, put } = setUp();
    const bad = { ...demo, id: 'Demo', settings: [], secrets: { token: 'hunter2' } };
    await expect(put(bad)).rejects.toMatchObject({
      code: 'profile_invalid',
      message: expect.stringMatching(/\/id: [\s\S]*\/settings: [\s\S]*\/secrets\/token: /),
    });
    expect(await listProfiles(profiles)).toEqual([]);
  });

  test('does not even open the profiles for a bad one', async () => {
    const open = () => Promise.reject(new Error('opened'));
    await expect(putProfile(open, findChannel, '{}')).rejects.toMatchObject({ code: 'profile_invalid' });
  });

  test.each(['', '{', '[1,]'])('refuses %j as no JSON', async (text) => {
    await expect(setUp().put(text)).rejects.toMatchObject({ code: 'json_invalid' });
  });

  test('keeps the keys of a profile that is stored again, unless the file names them', async () => {
    const { profiles, put } = setUp();
    await put(demo);
    await createProfileKey(profiles, 'demo');
    await put({ ...demo, name: 'Renamed' });
    expect(await profiles.read('demo')).toMatchObject({ name: 'Renamed', apiKeys: [expect.anything()] });
    await put({ ...demo, apiKeys: [] });
    expect(await profiles.read('demo')).toMatchObject({ apiKeys: [] });
  });
});

describe('a profile that its source had switched off', () => {
  const deactivated = { at: '2026-11-20T10:00:00.000Z', why: 'the app was removed from the shop' };

  test('is listed with since when and why', async () => {
    const { profiles, put } = setUp();
    await put(demo);
    const before = await profiles.read('demo');
    if (before === null) throw new Error('not stored');
    await profiles.put({ ...before, active: false, deactivated });
    expect(formatProfiles(await listProfiles(profiles))).toContain(
      'off since 2026-11-20 10:00:00Z: the app was removed from the shop',
    );
    await profiles.put({ ...before, active: false });
    expect(formatProfiles(await listProfiles(profiles))).toMatch(/ off /);
  });

  test('says so no longer once a person puts it, even what was shown of it', async () => {
    const { profiles, put } = setUp();
    await put({ ...demo, active: false, deactivated });
    expect(await profiles.read('demo')).not.toHaveProperty('deactivated');
  });
});

describe('profile key', () => {
  test('gives a key that lets its profile in, and keeps only its hash', async () => {
    const { profiles, put } = setUp();
    await put(demo);
    const keys = [await createProfileKey(profiles, 'demo'), await createProfileKey(profiles, 'demo')];
    for (const key of keys) {
      const request = { headers: new Headers({ 'x-api-key': key }) };
      const principal = await authenticate({ profiles, clock: createManualClock(), settings }, request);
      expect(principal).toMatchObject({ admin: false, profile: { id: 'demo' } });
      expect(JSON.stringify(await profiles.read('demo'))).not.toContain(key.slice('demo.'.length));
    }
    expect(new Set(keys).size).toBe(2);
  });

  test('refuses an unknown profile, and a key too many', async () => {
    const { profiles, put } = setUp();
    await expect(createProfileKey(profiles, 'demo')).rejects.toMatchObject({ code: 'profile_unknown' });
    await put(demo);
    for (let count = 0; count < 20; count += 1) await createProfileKey(profiles, 'demo');
    await expect(createProfileKey(profiles, 'demo')).rejects.toMatchObject({ code: 'profile_invalid' });
  });
});

describe('profile list', () => {
  test('is a table in the order of the ids, and shows no hash', async () => {
    const { profiles, put } = setUp();
    await put({ ...demo, id: 'zeta', name: 'Z', active: false, pull: { interval: 'PT1H' } });
    await put(demo);
    await createProfileKey(profiles, 'demo');
    const listed = await listProfiles(profiles);
    expect(formatProfiles(listed)).toMatch(
      /^PROFILE +CHANNEL +STATE +PULL +NAME\ndemo +api +active +as its channel says +Demo\nzeta +api +off +PT1H +Z\n$/,
    );
    expect(JSON.stringify(listed)).not.toContain('hash');
  });

  test('says what to do when there are none', () => {
    expect(formatProfiles([])).toContain('tributary profile put');
  });
});
