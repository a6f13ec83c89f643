import { PipelineError } from '../model/errors.js';
import { toMicro } from '../model/micro.js';
import type { Order } from '../model/order.js';
import type { CanonicalRecord } from '../model/record.js';
import { countedPayments } from '../model/wanted-money.js';
import type { Arrival } from './store-item.js';
import { hasTill, notOpen, type RegisterPorts, registerKeyOf, type TillProfile } from './till-register.js';
import { stockedLines } from './wanted-goods.js';

/**
 * Holds an order back that the profile's till could not book, before anything is stored: while no session is open and none may be
 * opened by itself, and while there is no payment method. Such an order waits like any record that may succeed later.
 * @throws `session_not_open`, `payment_method_missing`, `till_currency_differs`, `quantity_not_stockable`
 */
export async function requireTill(
  ports: Pick<RegisterPorts, 'till'>,
  { envelope, profile }: Pick<Arrival, 'envelope' | 'profile'>,
  record: CanonicalRecord | PipelineError,
): Promise<void> {
  if (!hasTill(profile) || envelope.type !== 'order' || record instanceof PipelineError) return;
  const order = record as unknown as Order;
  if (isElsewhere(order, profile)) return;
  checkCurrency(order, profile);
  const [payment] = countedPayments(order);
  if (payment !== undefined && profile.pos.methods.length === 0) {
    throw new PipelineError('payment_method_missing', `The register ${profile.pos.register} has no payment methods`, {
      path: '/pos/methods',
    });
  }
  if (profile.pos.stock) checkQuantities(order);
  if (profile.pos.autoOpen) return;
  const register = await ports.till.readRegister(registerKeyOf(profile));
  if (register === null || register.item.open === null) throw notOpen(profile);
}

/** Whether the order was placed before the till's books begin. */
export function isElsewhere({ placedAt }: Pick<Order, 'placedAt'>, { pos: { from } }: TillProfile): boolean {
  return from !== undefined && placedAt !== null && Date.parse(placedAt) < Date.parse(from);
}

function checkCurrency(order: Order, { pos }: TillProfile): void {
  const refuse = (currency: string, path: string) => {
    const message = `The register ${pos.register} is in ${pos.currency}, not in ${currency}`;
    return new PipelineError('till_currency_differs', message, { path });
  };
  if (order.currency !== pos.currency) throw refuse(order.currency, '/currency');
  for (const [at, { currency }] of order.payments.entries()) {
    if (currency !== null && currency !== pos.currency) throw refuse(currency, `/payments/${at}/currency`);
  }
}

function checkQuantities(order: Order): void {
  for (const { id, quantity } of stockedLines(order)) {
    if (toMicro(quantity) !== null) continue;
    const at = order.lines.findIndex((line) => line.id === id);
    throw new PipelineError('quantity_not_stockable', `The quantity ${quantity} cannot be kept as stock`, {
      path: `/lines/${at}/quantity`,
    });
  }
}
