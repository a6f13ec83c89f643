import { createPos } from './pos.js';
import { renderOldSale, renderSale } from './render-sale.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const CUSTOMER = {
  CustomerID: 'C-9',
  CustomerName: 'Ada B',
  CustomerEmail: 'ada@example.com',
  CustomerPhone: '+966 5',
  Note: 'ring',
};

/** Payloads of a POS that is always the same, for whoever wants to know what they look like. */
export function posSamples() {
  const pos = createPos({ seed: 5, sales: 12, apiKey: 'k', now: () => NOW });
  pos.refund();
  pos.takeBack();
  pos.exchange();
  pos.void();
  const [first, ...others] = pos.books();
  const named = first === undefined ? [] : [{ ...renderSale(first, pos), ...CUSTOMER }];
  const orders = [
    ...named,
    ...others.map((book) => renderSale(book, pos)),
    ...others.slice(0, 3).map((book) => renderOldSale(book, pos)),
  ];
  const settings = {
    baseUrl: 'https://pos.example.com',
    resources: { orders: { path: 'orders' } },
    prices: 'gross',
    cancelledStatuses: [105],
  };
  return { channel: 'http', settings, payloads: { orders } };
}
