import type { RawFields } from '../../kit/raw-fields.js';
import { readSku } from '../orders/lines.js';

/** The order that something came inside of. @throws `mapping_failed` */
export function readOrderId(document: RawFields): string {
  const id = document.filledText('orderId') ?? document.object('order')?.filledText('id') ?? null;
  if (id === null) throw document.missing('orderId');
  return id;
}

/** The SKUs of an order's lines by their ids. */
export function readSkus(document: RawFields): ReadonlyMap<string, string | null> {
  const lines = document.object('order')?.objects('lineItems') ?? [];
  return new Map(lines.map((line) => [line.text('id') ?? '', readSku(line)] as const));
}
