import { type Order, order as orderSchema } from '../../src/model/order.js';
import { wantedMoney } from '../../src/model/wanted-money.js';
import { till } from './till.js';

interface Paid {
  method?: string | null;
  amount: string;
  status?: string;
  mode?: string | number;
  kind?: string;
}

function orderOf(grand: string, payments: Paid[], changes: Record<string, unknown> = {}): Order {
  const rows = payments.map(({ method = null, amount, status = null, mode, kind }, at) => ({
    id: String(at + 1),
    method,
    amount,
    status,
    attributes: { ...(mode === undefined ? {} : { paymentMode: mode }), ...(kind === undefined ? {} : { kind }) },
  }));
  const { paid = '0', refunded = '0', ...others } = changes;
  return orderSchema.parse({
    id: '1',
    status: 'done',
    currency: 'EUR',
    lines: [],
    payments: rows,
    totals: { grand, paid, refunded },
    ...others,
  });
}

function want(order: Order, changes: Record<string, unknown> = {}) {
  const { payments, rounding, paymentStatus, warnings } = wantedMoney({ order, pos: till(changes), known: () => null });
  const rows = payments.map(({ id, methodId, amount }) => `${id} ${methodId} ${amount}`);
  return { rows, rounding, paymentStatus, warnings: warnings.map(({ code }) => code) };
}

const cash = (amount: string): Paid => ({ method: 'Cash', amount });
const card = (amount: string): Paid => ({ method: 'Visa', amount });

describe('the money of an order', () => {
  test.each<[string, Order, string[], string]>([
    ['one payment', orderOf('92', [cash('92.0')]), ['1 cash 92.00'], 'paid'],
    ['two payments', orderOf('100', [cash('50'), card('50')]), ['1 cash 50.00', '2 card 50.00'], 'paid'],
    ['a payment of nothing beside another', orderOf('100', [cash('0.0'), card('100.0')]), ['2 card 100.00'], 'paid'],
    ['a part', orderOf('100', [card('40')]), ['1 card 40.00'], 'partially_paid'],
    ['nothing', orderOf('100', []), [], 'pending'],
    ['an order of nothing', orderOf('0', []), [], 'paid'],
    ['no payments, but a sum', orderOf('80', [], { paid: '80' }), ['paid cash 80.00'], 'paid'],
    ['a code alone', orderOf('80', [{ amount: '80', mode: 2 }]), ['1 card 80.00'], 'paid'],
    ['change for a note', orderOf('92', [cash('100')]), ['1 cash 100.00', 'change:1 cash -8.00'], 'paid'],
    [
      'change beside a card',
      orderOf('92', [card('50'), cash('50')]),
      ['1 card 50.00', '2 cash 50.00', 'change:2 cash -8.00'],
      'paid',
    ],
    [
      'change that the source gives itself',
      orderOf('92', [cash('100'), { method: 'cash', amount: '-8', status: 'change' }]),
      ['1 cash 100.00', '2 cash -8.00'],
      'paid',
    ],
    [
      'change that is told by its kind',
      orderOf('92', [cash('100'), { method: 'cash', amount: '-8', kind: 'change' }]),
      ['1 cash 100.00', '2 cash -8.00'],
      'paid',
    ],
    [
      'a refund that no payment tells of: it goes the way it came',
      orderOf('92', [card('50'), cash('42')], { refunded: '60' }),
      ['1 card 50.00', '2 cash 42.00', 'refund:1 card -50.00', 'refund:2 cash -10.00'],
      'partially_refunded',
    ],
    [
      'a refund that a payment tells of',
      orderOf('92', [card('92'), card('-92')], { refunded: '92' }),
      ['1 card 92.00', '2 card -92.00'],
      'refunded',
    ],
    ['a refund of an order of its own', orderOf('-92', [cash('-92')]), ['1 cash -92.00'], 'refunded'],
    ['a part of such a refund', orderOf('-92', [cash('-50')]), ['1 cash -50.00'], 'pending'],
    ['a payment that failed', orderOf('10', [{ method: 'Visa', amount: '10', status: 'failed' }]), [], 'pending'],
    ['a payment that is only authorized', orderOf('10', [{ amount: '10', status: 'Authorized' }]), [], 'pending'],
    ['an order that was cancelled', orderOf('92', [cash('92')], { status: 'Cancelled' }), [], 'voided'],
    ['an order that was voided', orderOf('92', [cash('92')], { paymentStatus: 'voided' }), [], 'voided'],
  ])('%s', (_what, order, rows, paymentStatus) => {
    expect(want(order)).toEqual({ rows, paymentStatus, rounding: expect.stringMatching(/^0(\.00)?$/), warnings: [] });
  });

  test('more than is due without cash is odd, and is kept', () => {
    const { rows, warnings } = want(orderOf('92', [card('100')]));
    expect({ rows, warnings }).toEqual({ rows: ['1 card 100.00'], warnings: ['overpaid'] });
  });

  test.each<[string, string, Paid[], string[], string]>([
    ['up', '92.03', [cash('92.05')], ['1 cash 92.05'], '0.02'],
    ['down', '92.02', [cash('92.00')], ['1 cash 92.00'], '-0.02'],
    ['with change', '92.03', [cash('100')], ['1 cash 100.00', 'change:1 cash -7.95'], '0.02'],
    ['beside a card', '92.03', [card('50'), cash('42.05')], ['1 card 50.00', '2 cash 42.05'], '0.02'],
    ['of a refund', '-92.03', [cash('-92.05')], ['1 cash -92.05'], '-0.02'],
    ['not, where the source did not', '92.03', [cash('92.03')], ['1 cash 92.03'], '0.00'],
    ['not for a card', '92.03', [card('92.03')], ['1 card 92.03'], '0.00'],
    ['not of a part', '92.03', [cash('50')], ['1 cash 50.00'], '0.00'],
  ])('cash is rounded %s', (_what, grand, payments, rows, rounding) => {
    expect(want(orderOf(grand, payments), { cashRounding: '0.05' })).toMatchObject({ rows, rounding, warnings: [] });
  });

  test.each<[string, string, Paid[], string[], string, string]>([
    ['up', '92.03', [card('50'), cash('42.05')], ['1 card 50.00', '2 cash 42.05'], '-0.02', '0.02'],
    ['down', '92.02', [cash('92')], ['1 cash 92.00'], '0.02', '-0.02'],
    ['to nothing', '0.02', [], [], '0.02', '-0.02'],
  ])('what the source says that cash was rounded %s by is no payment', (_what, grand, paid, rows, amount, rounding) => {
    const order = orderOf(grand, [...paid, { amount, kind: 'rounding' }]);
    const wanted = { rows, rounding, paymentStatus: 'paid', warnings: [] };
    for (const changes of [{}, { cashRounding: '0.05' }]) expect(want(order, changes)).toEqual(wanted);
  });

  test('change of which no more is said is cash where cash was paid', () => {
    const change = { amount: '-8', kind: 'change' };
    const order = orderOf('92', [card('50'), { amount: '50', mode: 1 }, change]);
    const { rows, paymentStatus } = want(order, { defaultMethod: 'tabby' });
    expect([rows, paymentStatus]).toEqual([['1 card 50.00', '2 cash 50.00', '3 cash -8.00'], 'paid']);
  });

  test('a sum that is rounded down is paid in full', () => {
    expect(want(orderOf('92.02', [cash('92')]), { cashRounding: '0.05' }).paymentStatus).toBe('paid');
  });

  test('amounts beyond what a float can tell are exact', () => {
    const order = orderOf('90071992547409.93', [card('90071992547409.92'), cash('0.01')]);
    expect(want(order)).toMatchObject({ rows: ['1 card 90071992547409.92', '2 cash 0.01'], paymentStatus: 'paid' });
  });

  test('what was booked stays with its method while the source says the same of it', () => {
    const order = orderOf('10', [card('10')]);
    const [first] = wantedMoney({ order, pos: till(), known: () => null }).payments;
    const known = ({ id, basis }: { id: string; basis: string }) =>
      id === first?.id && basis === first.basis ? { methodId: 'old-card', via: 'card-type' } : null;
    expect(wantedMoney({ order, pos: till(), known }).payments).toMatchObject([{ methodId: 'old-card' }]);
    const other = orderOf('10', [cash('10')]);
    expect(wantedMoney({ order: other, pos: till(), known }).payments).toMatchObject([{ methodId: 'cash' }]);
  });
});
