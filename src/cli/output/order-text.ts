import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import type { StoredRecord } from '../../model/stored-record.js';
import type { OrderLinks } from '../../orchestration/resolve-links.js';
import type { OrderSurroundings } from '../read-order.js';
import { formatValue } from './change-lines.js';
import { formatFacts } from './facts.js';
import { toOneLine } from './plain-text.js';
import { formatSettlement } from './settlement-text.js';
import { formatTable } from './table.js';
import { formatWhen } from './when.js';

/** Lines that are shown; `--json` has all of them. */
const MOST_LINES = 100;

/** An order as people read it: its head, its lines with their products, its documents. */
export function formatOrder(item: StoredRecord, around: OrderSurroundings): string {
  const title = `order ${toOneLine(word(item.record, 'number') || item.remoteId)} of ${item.profileId}\n`;
  const head = formatFacts(headOf(item, around.links), '  ');
  const books = around.settlement === null ? '' : formatSettlement(around.settlement);
  return [title + head, formatLines(item.record, around.links), formatDocuments(around), books]
    .filter((part) => part !== '')
    .join('\n');
}

function headOf(item: StoredRecord, links: OrderLinks): [name: string, value: string][] {
  const { record } = item;
  const states = ['status', 'paymentStatus', 'fulfilmentStatus'].map((name) => word(record, name));
  return [
    ['id', `${item.remoteId} in ${item.channel}`],
    ['record key', item.id],
    ['status', joined(', ', states)],
    ['placed', whenOf(record, 'placedAt')],
    ['changed', joined(', ', [whenOf(record, 'updatedAt', ' there'), `${formatWhen(item.updatedAt)} here`])],
    ['version', `${item.version}${(item.edits ?? []).length > 0 ? ', edited here' : ''}`],
    ['person', item.erased ? `removed ${formatWhen(item.erased.at)} on the request ${item.erased.requestId}` : ''],
    ['customer', formatCustomer(at(record, 'customer'), links.customer)],
    ['ship to', formatAddress(at(record, 'shippingAddress'))],
    ['bill to', formatAddress(at(record, 'billingAddress'))],
    ['total', formatTotals(record)],
    ['note', word(record, 'note')],
    ['tags', joined(', ', listOf(at(record, 'tags')).map(String))],
  ];
}

function whenOf(record: Json, name: string, where = ''): string {
  const instant = word(record, name);
  return instant === '' ? '' : formatWhen(instant) + where;
}

function formatCustomer(customer: Json | undefined, link: OrderLinks['customer']): string {
  if (!isJsonObject(customer)) return '';
  const email = word(customer, 'email');
  const id = word(customer, 'id');
  const name = joined(' ', [word(customer, 'firstName'), word(customer, 'lastName')]);
  return joined(' ', [name, email === '' ? '' : `<${email}>`, id === '' ? 'guest' : `id ${id}`, linkOf(link)]);
}

function linkOf(link: OrderLinks['customer']): string {
  return link === null ? '(not stored here)' : `(${link.recordKey}, by ${link.via})`;
}

function formatAddress(address: Json | undefined): string {
  if (!isJsonObject(address)) return '';
  const name = joined(' ', [word(address, 'firstName'), word(address, 'lastName')]);
  const street = joined(' ', listOf(at(address, 'street')).map(String));
  const place = joined(' ', [word(address, 'postcode'), word(address, 'city')]);
  return joined(', ', [name, word(address, 'company'), street, place, word(address, 'country')]);
}

function formatTotals(record: Json): string {
  const parts = ['subtotal', 'discount', 'shipping', 'tax', 'paid', 'refunded', 'due'];
  const shown = parts.map((name) => [name, word(record, 'totals', name)]).filter(([, amount]) => amount !== '');
  const detail = joined(
    ', ',
    shown.map((part) => part.join(' ')),
  );
  return joined(' ', [word(record, 'totals', 'grand'), word(record, 'currency'), detail === '' ? '' : `(${detail})`]);
}

function formatLines(record: Json, links: OrderLinks): string {
  const lines = listOf(at(record, 'lines'));
  const rows = lines.slice(0, MOST_LINES).map((line, index) => {
    return [...['id', 'sku', 'name', 'quantity', 'total'].map((name) => word(line, name)), matchOf(links.lines[index])];
  });
  const more = lines.length > MOST_LINES ? `and ${lines.length - MOST_LINES} more lines (--json)\n` : '';
  return rows.length === 0 ? '' : formatTable(['LINE', 'SKU', 'NAME', 'QUANTITY', 'TOTAL', 'PRODUCT'], rows) + more;
}

function matchOf(line: OrderLinks['lines'][number] | undefined): string {
  if (line?.ambiguous !== undefined) return 'several products have this name';
  const product = line?.product ?? null;
  if (product === null) return 'no product here';
  return `${product.recordKey}, by ${product.via}${product.inactive === true ? ', inactive' : ''}`;
}

function formatDocuments({ invoices, shipments, refunds }: OrderSurroundings): string {
  const rows = [...invoices, ...shipments, ...refunds].map(({ kind, remoteId, record }) => [
    kind,
    word(record, 'number') || remoteId,
    word(record, 'state'),
    joined(' ', [word(record, 'totals', 'grand'), word(record, 'currency')]),
    joined('; ', listOf(at(record, 'tracks')).map(formatTrack)),
  ]);
  return rows.length === 0 ? '' : formatTable(['DOCUMENT', 'NUMBER', 'STATE', 'AMOUNT', 'TRACKS'], rows);
}

function formatTrack(track: Json): string {
  return joined(' ', [word(track, 'carrier'), word(track, 'number')]);
}

/** The value at a path of what was stored, perhaps by an older release: nothing is taken for granted. */
function at(value: Json, ...path: string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const name of path) found = isJsonObject(found) ? getOwn(found, name) : undefined;
  return found;
}

function word(value: Json, ...path: string[]): string {
  const found = at(value, ...path);
  if (found === undefined || found === null) return '';
  return typeof found === 'string' ? found : formatValue(found);
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function joined(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}
