import type { Credentials, HandedOver } from '../../src/ports/credentials.js';
import { hostileIds } from './samples.js';

function handedOver(name: string): HandedOver {
  return { secrets: { clientId: name, clientSecret: `of ${name}` }, registeredAt: '2026-11-20T10:00:00.000Z' };
}

export function describeCredentialsContract(name: string, create: () => Promise<Credentials>): void {
  describe(`${name} keeps the credentials contract`, () => {
    test('of a profile to which nothing was handed over is null', async () => {
      expect(await (await create()).read('shop')).toBeNull();
    });

    test('what was handed over is read back whole, and the next replaces all of it', async () => {
      const credentials = await create();
      expect(await credentials.write('shop', handedOver('a'), null)).toBe('written');
      const first = await credentials.read('shop');
      expect(first?.handedOver).toEqual(handedOver('a'));
      const next = { ...handedOver('b'), secrets: { clientId: 'b' } };
      expect(await credentials.write('shop', next, first?.etag ?? '')).toBe('written');
      expect((await credentials.read('shop'))?.handedOver).toEqual(next);
    });

    test('a write that somebody else was before is moved and changes nothing', async () => {
      const credentials = await create();
      await credentials.write('shop', handedOver('a'), null);
      const stale = (await credentials.read('shop'))?.etag ?? '';
      await credentials.write('shop', handedOver('b'), stale);
      expect(await credentials.write('shop', handedOver('c'), stale)).toBe('moved');
      expect(await credentials.write('shop', handedOver('c'), null)).toBe('moved');
      expect((await credentials.read('shop'))?.handedOver).toEqual(handedOver('b'));
    });

    test('each profile has its own, whatever its id is', async () => {
      const credentials = await create();
      for (const id of hostileIds) await credentials.write(id, handedOver(id), null);
      for (const id of hostileIds) expect((await credentials.read(id))?.handedOver).toEqual(handedOver(id));
      expect(await credentials.read('shop')).toBeNull();
    });
  });
}
