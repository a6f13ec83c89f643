import type { SettlementView } from '../model/bookings.js';
import type { StoredRecord } from '../model/stored-record.js';
import { readSettlement } from '../orchestration/read-settlement.js';
import { type LinkPorts, type OrderLinks, readLinks } from '../orchestration/resolve-links.js';
import type { OrderStore } from '../ports/order-store.js';
import type { TillBooks } from '../ports/till-books.js';

/** The documents of an order, and what it belongs to. */
export interface OrderSurroundings {
  invoices: StoredRecord[];
  shipments: StoredRecord[];
  refunds: StoredRecord[];
  links: OrderLinks;
  /** What the profile's till has booked of the order; null without a till. */
  settlement: SettlementView | null;
}

/** Documents of one kind that are shown. */
const MOST = 100;

/** What reading an order needs of the world. */
export interface OrderPorts extends LinkPorts {
  store: LinkPorts['store'] & Pick<OrderStore, 'query'>;
  till: Pick<TillBooks, 'readSettlement'>;
}

/** What the stores hold around an order. */
export async function readOrder(ports: OrderPorts, order: StoredRecord): Promise<OrderSurroundings> {
  const read = async (kind: 'invoice' | 'shipment' | 'refund') => {
    const { profileId, recordKey: orderKey } = order;
    return (await ports.store.query({ kind, profileId, orderKey, limit: MOST })).items.map(({ item }) => item);
  };
  const profile = await ports.profiles.read(order.profileId);
  const [invoices, shipments, refunds, links, settlement] = await Promise.all([
    read('invoice'),
    read('shipment'),
    read('refund'),
    readLinks(ports, order),
    readSettlement(ports.till, profile, order.id),
  ]);
  return { invoices, shipments, refunds, links, settlement };
}
