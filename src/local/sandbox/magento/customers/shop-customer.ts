import type { SeededRandom } from '../../kit/seeded-random.js';
import { BROWSERS, BUYERS, type Buyer, PLACES, type Place } from '../people.js';

/** A registered customer; who orders as a guest is none. */
export interface ShopCustomer {
  id: number;
  buyer: Buyer;
  addresses: { id: number; place: Place }[];
  subscribed: boolean;
  createdAt: number;
  updatedAt: number;
}

const DAY_MS = 24 * 3_600_000;

/** The customers of a shop, all registered before its first order: with two addresses, one or none. */
export function seedCustomers(openedAtMs: number): ShopCustomer[] {
  const registered = [...BUYERS, ...BROWSERS].filter((buyer) => buyer.customerId !== null);
  return registered.map((buyer, index) => {
    const id = buyer.customerId ?? 0;
    const createdAt = openedAtMs - (registered.length - index) * DAY_MS;
    const places = [PLACES[(index * 3) % PLACES.length], PLACES[(index * 7 + 1) % PLACES.length]] as Place[];
    const addresses = places.slice(0, 2 - (index % 3)).map((place, at) => ({ id: id * 10 + at, place }));
    return { id, buyer, addresses, subscribed: index % 2 === 0, createdAt, updatedAt: createdAt + index * 1000 };
  });
}

/** A customer who registers now, with the addresses of another one. */
export function registerCustomer(model: ShopCustomer, id: number, atMs: number): ShopCustomer {
  const buyer = { ...model.buyer, customerId: id, email: `customer${id}@example.com` };
  const addresses = model.addresses.map(({ place }, at) => ({ id: id * 10 + at, place }));
  return { id, buyer, addresses, subscribed: false, createdAt: atMs, updatedAt: atMs };
}

/** Changes a customer as its account page would: an address more, another telephone number, or the newsletter. */
export function changeCustomer(customer: ShopCustomer, atMs: number, random: SeededRandom): void {
  const first = customer.addresses[0];
  const what = random.integer(0, 2);
  if (what === 0) {
    const id = Math.max(customer.id * 10 - 1, ...customer.addresses.map((address) => address.id)) + 1;
    customer.addresses.push({ id, place: random.pick(PLACES) });
  } else if (what === 1 && first !== undefined) {
    first.place = { ...first.place, telephone: `+49 30 ${random.integer(1_000_000, 9_999_999)}` };
  } else {
    customer.subscribed = !customer.subscribed;
  }
  customer.updatedAt = Math.max(customer.updatedAt, atMs);
}
