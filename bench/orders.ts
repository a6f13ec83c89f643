import { createRandom, type Random } from './random.js';

/** An order of the bench as it is posted: a complete canonical record. */
export interface BenchOrder {
  id: string;
  status: string;
  note: string | null;
  updatedAt: string;
  attributes: Record<string, string>;
  [field: string]: unknown;
}

/** How large the orders are: 5 lines make about 2.5 kB of JSON, 20 lines about 6 kB. */
export interface OrderSize {
  title: string;
  lines: number;
}

/** The two sizes that are measured. */
export const SIZES = { small: { title: '2.5 kB (5 lines)', lines: 5 }, large: { title: '6 kB (20 lines)', lines: 20 } };

const FIRST_NAMES = ['Anna', 'Bruno', 'Chiara', 'Daan', 'Élise', 'Fatma', 'Georg', 'Hanna'];
const LAST_NAMES = ['Albrecht', 'Bianchi', 'Çelik', 'de Vries', 'Eriksen', 'Fournier', 'García', 'Horváth'];
const CITIES = ['Hamburg', 'Milano', 'Utrecht', 'Lyon', 'Wien', 'Oslo', 'Sevilla', 'Győr'];
const GOODS = [
  'T-shirt',
  'Rain jacket',
  'Hiking sock',
  'Wool cap',
  'Trail shoe',
  'Water bottle',
  'Head torch',
  'Rucksack',
];

const EPOCH = Date.parse('2025-01-01T00:00:00Z');
const HOUR = 3_600_000;

/** The same `count` orders for the same seed, each by itself: order n does not depend on how many there are. */
export function createOrders(count: number, size: OrderSize, first = 0): BenchOrder[] {
  return Array.from({ length: count }, (_, index) => createOrder(first + index, size));
}

/** The order a while later, with one or two fields changed beside its time of change. */
export function changeOrder(order: BenchOrder, index: number): BenchOrder {
  const changed = { ...order, status: 'complete', updatedAt: later(order.updatedAt) };
  return index % 2 === 0 ? changed : { ...changed, note: `Sent with parcel ${index}` };
}

/** The order a while later, without one of its attributes. */
export function removeAttribute(order: BenchOrder): BenchOrder {
  const { giftWrap, ...attributes } = order.attributes;
  return { ...order, attributes, updatedAt: later(order.updatedAt) };
}

function later(instant: string): string {
  return new Date(Date.parse(instant) + HOUR).toISOString();
}

function createOrder(index: number, size: OrderSize): BenchOrder {
  const random = createRandom(index + 1);
  const lines = Array.from({ length: size.lines }, (_, at) => createLine(index * 100 + at, random));
  const person = createPerson(random);
  const updatedAt = new Date(EPOCH + (index % 1_000) * 60_000).toISOString();
  const sum = (field: 'net' | 'tax') => lines.reduce((total, line) => total + line[field], 0);
  const [net, tax, shipping] = [sum('net'), sum('tax'), 490];
  const grand = money(net + tax + shipping);
  return {
    id: String(100_000 + index),
    number: String(index).padStart(9, '0'),
    status: 'processing',
    paymentStatus: 'paid',
    fulfilmentStatus: 'unfulfilled',
    currency: 'EUR',
    placedAt: updatedAt,
    updatedAt,
    customer: { id: String(random.below(5_000)), ...person, email: `customer${index}@shop.example`, guest: false },
    billingAddress: createAddress(person, random),
    shippingAddress: createAddress(person, random),
    lines: lines.map(({ line }) => line),
    shippingLines: [{ id: '1', code: 'parcel', name: 'Parcel, two to three days', amount: '4.90', total: '4.90' }],
    taxes: [{ id: '1', name: 'VAT', rate: '19', amount: money(tax) }],
    payments: [{ id: '1', method: 'card', status: 'captured', amount: grand, currency: 'EUR', paidAt: updatedAt }],
    totals: { subtotal: money(net), shipping: money(shipping), tax: money(tax), grand, paid: grand, due: '0.00' },
    tags: ['web', 'newsletter'],
    note: null,
    attributes: { campaign: 'autumn', giftWrap: 'yes', deviceType: 'phone', storeView: 'en_GB' },
  };
}

function createLine(id: number, random: Random) {
  const [goods, quantity, unitPrice] = [random.pick(GOODS), 1 + random.below(3), 500 + random.below(9_500)];
  const net = quantity * unitPrice;
  const tax = Math.round((net * 19) / 100);
  const line = {
    id: String(id),
    sku: `${goods.slice(0, 3).toUpperCase()}-${1_000 + random.below(9_000)}-M`,
    name: `${goods}, navy, M`,
    quantity: String(quantity),
    unitPrice: money(unitPrice),
    discount: '0.00',
    tax: money(tax),
    total: money(net + tax),
    parentId: null,
    attributes: { colour: 'navy blue', size: 'M', weight: '180 g' },
  };
  return { line, net, tax };
}

function createPerson(random: Random) {
  return {
    firstName: random.pick(FIRST_NAMES),
    lastName: random.pick(LAST_NAMES),
    phone: `+49 40 ${random.below(1e7)}`,
  };
}

function createAddress(person: ReturnType<typeof createPerson>, random: Random) {
  const street = [`Market Street ${1 + random.below(200)}`, 'Back building, second floor'];
  const postcode = String(10_000 + random.below(89_999));
  return { ...person, company: null, street, city: random.pick(CITIES), postcode, region: null, country: 'DE' };
}

function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
