import { createCli } from '../../src/cli/cli.js';
import { dryRunProfiles } from '../../src/cli/dry-run-profiles.js';
import { type SyncWish, syncProfiles } from '../../src/cli/sync-profiles.js';
import type { Composition } from '../../src/composition.js';
import { createFakeShop, createPulling, shopOrder } from '../orchestration/fake-shop.js';
import { apiProfile } from '../orchestration/world.js';
import { createRecordingTerminal } from './recording-terminal.js';

const all: SyncWish = { profileId: undefined, resources: [], kind: 'changes', since: undefined };
const one: SyncWish = { ...all, profileId: 'shop-a' };
const here = { json: false, wait: false, here: true, timeout: 60_000 };

function setUp(count = 2) {
  const shop = createFakeShop(count);
  const pulling = createPulling(shop);
  const terminal = createRecordingTerminal();
  const { clock } = pulling.world;
  const cli = { ...createCli(terminal), now: () => clock.now() };
  const ports = pulling.ports as unknown as Composition;
  return { shop, pulling, terminal, cli, ports };
}

describe('sync', () => {
  test('of one profile here counts what was done', async () => {
    const { cli, ports, terminal, pulling } = setUp();
    await syncProfiles(cli, ports, one, here);
    expect(terminal.stdout()).toMatch(/shop-a +orders +success +2 +2 /);
    expect(terminal.stdout()).toContain('2 created');
    expect(pulling.storedIds()).toEqual(['order 1', 'order 2']);
    expect(cli.failed).toBe(false);
  });

  test('of all names the profiles that are left out', async () => {
    const { cli, ports, terminal } = setUp();
    await ports.profiles.put(apiProfile({ id: 'off', active: false }));
    await syncProfiles(cli, ports, all, { ...here, here: false });
    expect(terminal.stdout()).toMatch(/shop-a +orders[\s\S]*requested[\s\S]*skipped off: it is switched off\n$/);
  });

  test('fails when a run ends with an error', async () => {
    const { shop, cli, ports, terminal } = setUp();
    shop.before = () => {
      throw new Error('gone');
    };
    await syncProfiles(cli, ports, one, { ...here, json: true });
    expect(JSON.parse(terminal.stdout())).toMatchObject({ runs: [{ status: 'error' }] });
    expect(cli.failed).toBe(true);
  });

  test('of a resource that is not there is a wrong call', async () => {
    const { cli, ports } = setUp();
    await expect(syncProfiles(cli, ports, { ...one, resources: ['prices'] }, here)).rejects.toMatchObject({
      code: 'parameter_invalid',
    });
  });
});

describe('a dry run', () => {
  test('tells of each record and of the sum, and writes nothing', async () => {
    const { cli, ports, terminal, pulling } = setUp();
    await dryRunProfiles(cli, ports, one, { json: false });
    expect(terminal.stdout()).toBe(
      'order 00001 (id 1): Update, not-cached\norder 00002 (id 2): Update, not-cached\n' +
        'shop-a orders since 2026-10-21 10:00:00Z: 2 records on 1 page; nothing was written\n  Update, not-cached: 2\n',
    );
    expect([pulling.storedIds(), pulling.ports.queue.names(), await pulling.cursor()]).toEqual([[], [], null]);
    expect(cli.failed).toBe(false);
  });

  test('is a line of JSON for each record, and one for the sum; a record that would fail is a failure', async () => {
    const { cli, ports, terminal, shop } = setUp();
    shop.orders[0] = shopOrder(1, { currency: 'XXXX' });
    await dryRunProfiles(cli, ports, one, { json: true });
    const lines = terminal
      .stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual(['record', 'record', 'summary']);
    expect(lines[2]).toMatchObject({ profileId: 'shop-a', resource: 'orders', failed: 1 });
    expect(cli.failed).toBe(true);
  });

  test('of a backfill without days goes as far back as the profile says', async () => {
    const { cli, ports, shop } = setUp();
    await dryRunProfiles(cli, ports, { ...one, kind: 'backfill' }, { json: true });
    expect(shop.asked.lists[0]?.since).toBe('2026-10-21T10:00:00.000Z');
  });
});
