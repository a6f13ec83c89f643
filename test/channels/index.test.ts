import { channels, findChannel } from '../../src/channels/index.js';

describe('the registry of channels', () => {
  test('finds each channel by its key, and null for any other', () => {
    expect(channels.map((channel) => findChannel(channel.key))).toEqual([...channels]);
    expect(findChannel('shop-ify')).toBeNull();
    expect(findChannel('toString')).toBeNull();
  });

  test('has each key once', () => {
    const keys = channels.map((channel) => channel.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...keys].sort());
  });

  test('names for each channel a mapping version, and for each resource the functions of the port', () => {
    for (const channel of channels) {
      expect(channel.mappingVersion).toMatch(/^\d+$/);
      for (const resource of Object.values(channel.resources)) {
        expect([typeof resource.identify, typeof resource.map]).toEqual(['function', 'function']);
      }
    }
  });
});
