import type { Channel } from '../../../src/ports/channel.js';
import type { ChannelFixtures } from './channel-fixtures.js';
import { contractChecks } from './contract-checks.js';

/**
 * The contract that every channel keeps, as a test suite: for each resource of the fixtures, the real runtime and the real client
 * pull from a fake of the channel's system through a front that makes things go wrong.
 * @example
 * runChannelContract(paper, { settings: (baseUrl) => ({ baseUrl }), secrets: { token: 't' }, resources: { orders: {
 *   needs: ['orders', 'id', 'total'], start: startPaperShop } } });
 */
export function runChannelContract<Settings>(channel: Channel<Settings>, fixtures: ChannelFixtures): void {
  describe.each(Object.keys(fixtures.resources))(`the channel contract of ${channel.key}: %s`, (resource) => {
    const isReadLikeAnother = fixtures.resources[resource]?.readLike !== undefined;
    const checks = contractChecks.filter(({ of }) => of === 'resource' || !isReadLikeAnother);
    test.each(checks.map(({ name, run }) => ({ name, run })))('$name', async ({ run }) => {
      await run(channel as Channel, fixtures, resource);
    });
  });
}
