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
  });
}
