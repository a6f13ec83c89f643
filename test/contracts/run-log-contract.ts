import type { RunLog } from '../../src/ports/run-log.js';
import { sampleRun } from './samples.js';

export function describeRunLogContract(name: string, create: () => Promise<RunLog>): void {
  describe(`${name} keeps the run log contract`, () => {
    test('a run is read back as it was last written, and with nothing else', async () => {
      const log = await create();
      await log.write(sampleRun('shop', 'run-1'));
      const ended = { ...sampleRun('shop', 'run-1'), status: 'success' as const, cursorAfter: { page: 3 } };
      await log.write(ended);
      expect(await log.read('shop', 'run-1')).toEqual(ended);
    });

    test('a run that never was, or that is another profile’s, reads as null', async () => {
      const log = await create();
      await log.write(sampleRun('shop', 'run-1'));
      expect(await log.read('shop', 'run-2')).toBeNull();
      expect(await log.read('other', 'run-1')).toBeNull();
    });

    test('the latest runs of a profile, or of one of its resources, come newest start first', async () => {
      const log = await create();
      const at = (minute: number) => ({ startedAt: `2026-11-20T10:0${minute}:00.000Z` });
      await log.write({ ...sampleRun('shop', 'run-b'), ...at(1) });
      await log.write({ ...sampleRun('shop', 'run-a'), ...at(3), resource: 'products' });
      await log.write({ ...sampleRun('shop', 'run-c'), ...at(2) });
      await log.write({ ...sampleRun('other', 'run-d'), ...at(4) });
      const ids = async (...asked: [string, number, string?]) => (await log.latest(...asked)).map(({ id }) => id);
      expect(await ids('shop', 10)).toEqual(['run-a', 'run-c', 'run-b']);
      expect(await ids('shop', 2)).toEqual(['run-a', 'run-c']);
      expect(await ids('shop', 1, 'orders')).toEqual(['run-c']);
      expect(await ids('shop', 1, "' OR 1=1 --")).toEqual([]);
      expect(await ids('none', 10)).toEqual([]);
      expect(await log.latest('shop', 1, 'products')).toEqual([await log.read('shop', 'run-a')]);
    });

    test.each([0, 1.5, 1_001, Number.NaN])('a limit of %p is refused', async (limit) => {
      const log = await create();
      await expect(log.latest('shop', limit)).rejects.toMatchObject({ code: 'parameter_invalid', path: 'limit' });
    });
  });
}
