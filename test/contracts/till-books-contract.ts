import { recordKey } from '../../src/model/record-key.js';
import type { Settlement } from '../../src/model/settlement.js';
import { type ClosedSession, type Register, registerKey } from '../../src/model/till-session.js';
import type { TillBooks } from '../../src/ports/till-books.js';

const MAIN = registerKey('shop', 'main');

export function sampleRegister(changes: Partial<Register> = {}): Register {
  const nothing = { lastNumber: 0, lastAttempt: 0, open: null, closing: null, closed: null };
  return { registerKey: MAIN, profileId: 'shop', register: 'main', ...nothing, ...changes };
}

export function sampleSettlement(orderId: string, changes: Partial<Settlement> = {}): Settlement {
  const id = recordKey('shop', 'order', orderId);
  const nothing = { paymentStatus: 'pending' as const, paidAt: null, warnings: [], entries: [], pending: [] };
  return {
    id,
    recordKey: id,
    profileId: 'shop',
    remoteId: orderId,
    version: 1,
    currency: 'EUR',
    ...nothing,
    ...changes,
  };
}

export function sampleSession(number: number, changes: Partial<ClosedSession> = {}): ClosedSession {
  return {
    profileId: 'shop',
    register: 'main',
    number,
    status: 'closed',
    openedAt: '2026-11-20T08:00:00.000Z',
    openedBy: 'automatic',
    closedAt: '2026-11-20T18:00:00.000Z',
    closedBy: 'Ada',
    currency: 'EUR',
    orders: 0,
    totals: [],
    rounding: '0.00',
    cash: { opening: '0.00', expected: '0.00', counted: null, difference: null },
    registerKey: MAIN,
    attempt: number,
    ...changes,
  };
}

export function describeTillBooksContract(name: string, create: () => Promise<TillBooks>): void {
  describe(`${name} keep the till books contract`, () => {
    test('a register is created once, and then written only as it was read', async () => {
      const till = await create();
      expect(await till.readRegister(MAIN)).toBeNull();
      const first = await till.writeRegister(sampleRegister(), null);
      expect(first).not.toBeNull();
      expect(await till.writeRegister(sampleRegister({ lastNumber: 9 }), null)).toBeNull();
      const found = await till.readRegister(MAIN);
      expect(found).toEqual({ item: sampleRegister(), etag: first });
      const second = await till.writeRegister(sampleRegister({ lastNumber: 1 }), first);
      expect(second).not.toBe(first);
      expect(await till.writeRegister(sampleRegister({ lastNumber: 2 }), first)).toBeNull();
      expect((await till.readRegister(MAIN))?.item.lastNumber).toBe(1);
      expect(await till.readRegister(registerKey('other', 'main'))).toBeNull();
    });

    test('of many that open a register at once, one does', async () => {
      const till = await create();
      const all = Array.from({ length: 20 }, (_, lastNumber) =>
        till.writeRegister(sampleRegister({ lastNumber }), null),
      );
      expect((await Promise.all(all)).filter((etag) => etag !== null)).toHaveLength(1);
    });

    test('a settlement is created once, and then written only as it was read', async () => {
      const till = await create();
      const hostile = sampleSettlement("' OR 1=1 --\u0000😀");
      const etag = await till.writeSettlement(hostile, null);
      expect(await till.writeSettlement(hostile, null)).toBeNull();
      expect(await till.readSettlement(hostile.id)).toEqual({ item: hostile, etag });
      expect(await till.writeSettlement({ ...hostile, version: 2 }, etag)).not.toBeNull();
      expect(await till.writeSettlement({ ...hostile, version: 3 }, etag)).toBeNull();
      expect((await till.readSettlement(hostile.id))?.item.version).toBe(2);
      expect(await till.readSettlement(sampleSettlement('2').id)).toBeNull();
    });

    test('a settlement that no longer is there, or never was, is not written under an ETag', async () => {
      const till = await create();
      expect(await till.writeSettlement(sampleSettlement('1'), '"x"')).toBeNull();
    });

    test('a settlement that is too large is refused', async () => {
      const till = await create();
      const warnings = [{ code: 'large', message: 'x'.repeat(2_100_000) }];
      const written = till.writeSettlement(sampleSettlement('1', { warnings }), null);
      await expect(written).rejects.toMatchObject({ code: 'record_too_large' });
    });

    test('what is pending in a register comes by id, a page at a time, with the ETag to write it', async () => {
      const till = await create();
      const other = registerKey('shop', 'other');
      for (let at = 0; at < 7; at += 1) {
        const pending = at === 5 ? [] : at === 6 ? [other] : [MAIN, other];
        await till.writeSettlement(sampleSettlement(String(at), { pending }), null);
      }
      const ids: string[] = [];
      for (let page = await till.pendingSettlements(MAIN, '', 2); page.length > 0; ) {
        ids.push(...page.map(({ item }) => item.id));
        page = await till.pendingSettlements(MAIN, ids.at(-1) as string, 2);
      }
      const wanted = [0, 1, 2, 3, 4].map((at) => sampleSettlement(String(at)).id);
      expect(ids).toEqual(wanted.sort());
      const [found] = await till.pendingSettlements(other, '', 1);
      expect(found).toEqual(await till.readSettlement(found?.item.id ?? ''));
      expect(await till.pendingSettlements(registerKey('none', 'main'), '', 10)).toEqual([]);
    });

    test('a closed session is kept once, as it was first', async () => {
      const till = await create();
      await till.keepSession(sampleSession(1));
      await till.keepSession(sampleSession(1, { closedBy: 'somebody else' }));
      expect(await till.readSession(MAIN, 1)).toEqual(sampleSession(1));
      expect(await till.readSession(MAIN, 2)).toBeNull();
      expect(await till.readSession(registerKey('other', 'main'), 1)).toBeNull();
    });

    test('closed sessions are listed newest first, before a number, without the register itself', async () => {
      const till = await create();
      await till.writeRegister(sampleRegister({ lastNumber: 12 }), null);
      for (const number of [1, 2, 10, 11]) await till.keepSession(sampleSession(number));
      await till.keepSession(sampleSession(3, { registerKey: registerKey('other', 'main') }));
      const numbers = async (before: number, limit: number) =>
        (await till.listSessions(MAIN, before, limit)).map(({ number }) => number);
      expect(await numbers(Number.MAX_SAFE_INTEGER, 3)).toEqual([11, 10, 2]);
      expect(await numbers(10, 3)).toEqual([2, 1]);
      expect(await till.listSessions(MAIN, 2, 1)).toEqual([sampleSession(1)]);
    });
  });
}
