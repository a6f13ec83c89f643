import { hexId } from '../hex-id.js';
import type { SalesChannel } from '../settings/sales-channels.js';
import { SALES_CHANNELS } from '../settings/sales-channels.js';
import { PEOPLE, type Person, PLACES, type Place } from './people.js';

/** A customer as the shop keeps them; a guest has one for each order. */
export interface ShopCustomer {
  id: string;
  autoIncrement: number;
  number: string;
  person: Person;
  guest: boolean;
  channel: SalesChannel;
  billing: Place;
  shipping: Place;
  createdAt: number;
  updatedAt: number | null;
}

/** Creates a customer; the two addresses may be one. */
export function openCustomer(
  autoIncrement: number,
  from: Omit<ShopCustomer, 'id' | 'autoIncrement' | 'number' | 'updatedAt'>,
): ShopCustomer {
  const id = hexId('customer', autoIncrement, from.person.email);
  return { id, autoIncrement, number: String(10_000 + autoIncrement), updatedAt: null, ...from };
}

/** The customers with an account that a new shop has. */
export function seedCustomers(createdAt: number): ShopCustomer[] {
  const channel = SALES_CHANNELS[0] as SalesChannel;
  return PEOPLE.map((person, index) => {
    const billing = PLACES[index % PLACES.length] as Place;
    const shipping = PLACES[(index + index) % PLACES.length] as Place;
    return openCustomer(index + 1, { person, guest: false, channel, billing, shipping, createdAt });
  });
}
