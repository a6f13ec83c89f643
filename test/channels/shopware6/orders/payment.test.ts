import type { JsonObject } from '../../../../src/diff/json.js';
import { cart, delivery, idOf, price, sampleOrder, state, transaction } from '../sample-order.js';
import { mapComplete } from '../shop-context.js';

const map = (changes: JsonObject) => mapComplete('orders', sampleOrder(changes));

const capture = (name: string, technicalName: string, total: number, refunds: JsonObject[] = []): JsonObject => ({
  id: idOf(name),
  externalReference: `ref-${name}`,
  amount: price(total, []),
  stateMachineState: state(technicalName),
  createdAt: '2026-11-19T11:00:00.000+00:00',
  refunds,
});
const refund = (name: string, technicalName: string, total: number): JsonObject => ({
  id: idOf(name),
  amount: price(total, []),
  stateMachineState: state(technicalName),
});

describe('the payment of an order', () => {
  const t = transaction;
  const all = 17.85;
  test.each<[string, JsonObject[], { status: string; paid: string; refunded: string; due: string }]>([
    ['open', [t('T', 'open')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    ['in progress', [t('T', 'in_progress')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    ['unconfirmed', [t('T', 'unconfirmed')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    ['reminded', [t('T', 'reminded')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    ['authorized', [t('T', 'authorized')], { status: 'authorized', paid: '0', refunded: '0', due: '17.85' }],
    ['paid', [t('T', 'paid')], { status: 'paid', paid: '17.85', refunded: '0', due: '0' }],
    ['failed', [t('T', 'failed')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    ['cancelled', [t('T', 'cancelled')], { status: 'pending', paid: '0', refunded: '0', due: '17.85' }],
    [
      'in a state of a plugin',
      [t('T', 'klarna_review')],
      { status: 'pending', paid: '0', refunded: '0', due: '17.85' },
    ],
    ['refunded by its state', [t('T', 'refunded')], { status: 'refunded', paid: '17.85', refunded: '17.85', due: '0' }],
    ['charged back', [t('T', 'chargeback')], { status: 'refunded', paid: '17.85', refunded: '17.85', due: '0' }],
    [
      'tried twice, at last paid',
      [t('F', 'failed'), t('T', 'paid')],
      { status: 'paid', paid: '17.85', refunded: '0', due: '0' },
    ],
    [
      'paid in part, as the provider noted',
      [t('T', 'paid_partially', { captures: [capture('C', 'completed', 7), capture('X', 'failed', 3)] })],
      { status: 'partially_paid', paid: '7', refunded: '0', due: '10.85' },
    ],
    [
      'refunded in part, as the provider noted',
      [
        t('T', 'refunded_partially', {
          captures: [capture('C', 'completed', all, [refund('R', 'completed', 5), refund('S', 'failed', 4)])],
        }),
      ],
      { status: 'partially_refunded', paid: '17.85', refunded: '5', due: '0' },
    ],
    [
      'refunded, of which the provider noted a part',
      [t('T', 'refunded', { captures: [capture('C', 'completed', all, [refund('R', 'completed', 5)])] })],
      { status: 'refunded', paid: '17.85', refunded: '17.85', due: '0' },
    ],
    [
      'refunded once and paid again',
      [t('A', 'refunded'), t('T', 'paid')],
      { status: 'partially_refunded', paid: '35.7', refunded: '17.85', due: '0' },
    ],
  ])('that is %s', (_, transactions, { status, ...totals }) => {
    const { record, warnings } = map({ transactions });
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({ paymentStatus: status, totals });
  });

  test.each([
    ['paid_partially', 'partially_paid', 'paid_amount_unknown', { paid: '0', due: '17.85' }],
    ['refunded_partially', 'partially_refunded', 'refunded_amount_unknown', { paid: '17.85', refunded: '0' }],
  ])('that is %s without a note of how much is told by its state, with a warning', (name, status, code, totals) => {
    const { record, warnings } = map({ transactions: [transaction('T', name)] });
    expect(record).toMatchObject({ paymentStatus: status, totals });
    expect(warnings.map((one) => one.code)).toEqual([code]);
  });

  test('of an order that costs nothing is done', () => {
    const nothing = {
      price: cart('gross', 0, []),
      lineItems: [],
      deliveries: [],
      shippingTotal: 0,
      shippingCosts: null,
    };
    expect(map({ ...nothing, transactions: [] }).record).toMatchObject({ paymentStatus: 'paid', totals: { due: '0' } });
  });

  test('of a cancelled order is voided, and nothing is due; one that was paid stays so', () => {
    const cancelled = { stateMachineState: state('cancelled') };
    const unpaid = map({ ...cancelled, transactions: [transaction('T', 'cancelled')] });
    expect(unpaid.record).toMatchObject({ status: 'cancelled', paymentStatus: 'voided', totals: { due: '0' } });
    expect(map({ ...cancelled, transactions: [transaction('T', 'paid')] }).record.paymentStatus).toBe('paid');
  });

  test('is left out where the transactions were not loaded', () => {
    const { record } = map({ transactions: null });
    expect(record).toMatchObject({ paymentStatus: null, payments: [] });
  });
});

describe('the payments of an order', () => {
  const at = (hour: number) => ({ createdAt: `2026-11-19T${hour}:00:00.000+00:00` });
  const ids = (changes: JsonObject) => (map(changes).record.payments as JsonObject[]).map(({ id }) => id);

  test('are what succeeded and what counts; tries that failed before are none', () => {
    const transactions = [
      transaction('A', 'failed', at(10)),
      transaction('B', 'paid', at(11)),
      transaction('C', 'cancelled', at(12)),
      transaction('D', 'open', at(13)),
    ];
    expect(ids({ transactions })).toEqual([idOf('B'), idOf('D')]);
  });

  test('count by the newest that is not lost, in whatever order they come', () => {
    const transactions = [
      transaction('D', 'open', at(13)),
      transaction('C', 'failed', at(14)),
      transaction('A', 'open', at(10)),
    ];
    expect(ids({ transactions })).toEqual([idOf('D')]);
  });

  test('count by the one that the shop names', () => {
    const transactions = [transaction('A', 'open', at(10)), transaction('D', 'open', at(13))];
    expect(ids({ transactions, primaryOrderTransactionId: idOf('A') })).toEqual([idOf('A')]);
  });

  test('that are all lost are told by the last of them', () => {
    const transactions = [transaction('A', 'failed', at(10)), transaction('B', 'failed', at(11))];
    expect(map({ transactions }).record.payments).toMatchObject([{ id: idOf('B'), status: 'failed' }]);
  });

  test('of drafts are none', () => {
    expect(ids({ transactions: [transaction('A', 'paid', { versionId: idOf('draft') })] })).toEqual([]);
  });

  test('hold what the shop and the provider know', () => {
    const captures = [capture('C', 'completed', 17.85)];
    const { record } = map({ transactions: [transaction('T', 'paid', { captures, customFields: { psp: 'x1' } })] });
    expect(record.payments).toEqual([
      {
        id: idOf('T'),
        method: 'payment_invoice',
        status: 'paid',
        amount: '17.85',
        currency: 'EUR',
        reference: 'ref-C',
        paidAt: '2026-11-19T11:00:00Z',
        attributes: { state: 'paid', title: 'Invoice', amountOrdered: '17.85', 'custom.psp': 'x1' },
      },
    ]);
  });

  test('in a state of a plugin keep its name', () => {
    const { record } = map({ transactions: [transaction('T', 'klarna_review')] });
    expect(record.payments).toMatchObject([{ status: 'klarna_review', amount: '17.85' }]);
  });
});

describe('what is sent of an order', () => {
  const costs = { shippingCosts: price(0, []) };
  test.each<[string[], string | null]>([
    [[], null],
    [['open'], 'unfulfilled'],
    [['ready_for_pickup'], 'unfulfilled'],
    [['cancelled'], 'unfulfilled'],
    [['shipped_partially'], 'partially_fulfilled'],
    [['shipped', 'open'], 'partially_fulfilled'],
    [['shipped', 'cancelled'], 'fulfilled'],
    [['shipped', 'shipped'], 'fulfilled'],
    [['returned_partially'], 'fulfilled'],
    [['returned', 'shipped'], 'fulfilled'],
    [['returned', 'returned'], 'returned'],
  ])('in the states %j is %s', (states, status) => {
    const deliveries = states.map((name, at) => delivery(`D${at}`, { ...costs, stateMachineState: state(name) }));
    expect(map({ deliveries }).record.fulfilmentStatus).toBe(status);
  });

  test('does not wait for a delivery that is only a discount', () => {
    const deliveries = [
      delivery('D', { stateMachineState: state('shipped') }),
      delivery('X', { shippingCosts: price(-5.95, [[19, -0.95, -5.95]]) }),
    ];
    expect(map({ deliveries }).record.fulfilmentStatus).toBe('fulfilled');
  });
});
