import { type StockMovement, stockKey } from '../../src/model/stock-movement.js';
import type { StockMovements } from '../../src/ports/stock-movements.js';

function movement(id: string, sku: string, micro: number, changes: Partial<StockMovement> = {}): StockMovement {
  const profileId = changes.profileId ?? 'shop';
  return {
    id,
    stockKey: stockKey(profileId, sku, 'p'),
    profileId,
    sku,
    productKey: 'p',
    orderKey: 'o',
    orderId: '1',
    lineId: '1',
    micro,
    at: '2026-11-20T10:00:00.000Z',
    ...changes,
  };
}

const HOSTILE = "' OR 1=1 --😀";

export function describeStockMovementsContract(name: string, create: () => Promise<StockMovements>): void {
  describe(`${name} keep the stock movements contract`, () => {
    test('movements add up, each once however often it is added', async () => {
      const stock = await create();
      expect(await stock.sum(stockKey('shop', HOSTILE, ''), null)).toBe(0n);
      const all = [movement('a', HOSTILE, -2_000_000), movement('b', HOSTILE, 500_001), movement('c', 'other', 7)];
      await stock.add(all);
      await stock.add([...all, movement('d', HOSTILE, -1)]);
      await stock.add([]);
      expect(await stock.sum(stockKey('shop', HOSTILE, ''), null)).toBe(-1_500_000n);
    });

    test('only what moved after an instant is added up where one is given', async () => {
      const stock = await create();
      const at = (hour: number) => ({ at: `2026-11-20T${hour}:00:00.000Z` });
      await stock.add([movement('a', 'A', 1, at(10)), movement('b', 'A', 10, at(11)), movement('c', 'A', 100, at(12))]);
      expect(await stock.sum(stockKey('shop', 'A', ''), at(11).at)).toBe(100n);
    });

    test('sums are exact beyond what a float can count, also where they come back to little', async () => {
      const stock = await create();
      const MOST = 1_000_000_000_000_000;
      const large = Array.from({ length: 30 }, (_, at) => movement(`l${at}`, 'A', at % 3 === 2 ? 1 : MOST));
      await stock.add(large);
      expect(await stock.sum(stockKey('shop', 'A', ''), null)).toBe(20n * BigInt(MOST) + 10n);
      await stock.add(Array.from({ length: 20 }, (_, at) => movement(`m${at}`, 'A', -MOST)));
      expect(await stock.sum(stockKey('shop', 'A', ''), null)).toBe(10n);
    });

    test('the sums of all SKUs of a profile are its own', async () => {
      const stock = await create();
      await stock.add([movement('a', 'A', 1), movement('b', 'A', 2), movement('c', HOSTILE, -4)]);
      await stock.add([movement('d', 'A', 8, { profileId: 'other' })]);
      const all = await stock.sumAll('shop');
      expect(all.sort((one, other) => Number(other.micro - one.micro))).toEqual([
        { sku: 'A', productKey: 'p', micro: 3n },
        { sku: HOSTILE, productKey: 'p', micro: -4n },
      ]);
      expect(await stock.sumAll('none')).toEqual([]);
    });
  });
}
