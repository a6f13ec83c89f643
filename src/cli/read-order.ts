import type { StoredRecord } from '../model/stored-record.js';
import { type LinkPorts, type OrderLinks, readLinks } from '../orchestration/resolve-links.js';
import type { OrderStore } from '../ports/order-store.js';

/** The documents of an order, and what it belongs to. */
export interface OrderSurroundings {
  invoices: StoredRecord[];
  shipments: StoredRecord[];
  refunds: StoredRecord[];
  links: OrderLinks;
}

/** Documents of one kind that are shown. */
const MOST = 100;

/** What the order store holds around an order. */
export async function readOrder(
  ports: LinkPorts & { store: Pick<OrderStore, 'query'> },
  order: StoredRecord,
): Promise<OrderSurroundings> {
  const read = async (kind: 'invoice' | 'shipment' | 'refund') => {
    const { profileId, recordKey: orderKey } = order;
    return (await ports.store.query({ kind, profileId, orderKey, limit: MOST })).items.map(({ item }) => item);
  };
  const [invoices, shipments, refunds, links] = await Promise.all([
    read('invoice'),
    read('shipment'),
    read('refund'),
    readLinks(ports, order),
  ]);
  return { invoices, shipments, refunds, links };
}
