import { api } from '../../../src/channels/api/index.js';

describe('the api channel', () => {
  test('has no settings, no secrets and nothing to pull', () => {
    expect(api.settings.safeParse({}).success).toBe(true);
    expect(api.settings.safeParse({ baseUrl: 'https://shop.example' }).success).toBe(false);
    expect(api.secretNames({})).toEqual([]);
    expect(api.resources).toEqual({});
  });
});
