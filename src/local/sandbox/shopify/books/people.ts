import type { Ids } from './ids.js';
import type { Address, Metafield } from './order.js';

/** A customer as the shop keeps it. */
export interface ShopCustomer {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  note: string | null;
  tags: string[];
  state: 'ENABLED' | 'DISABLED' | 'INVITED';
  taxExempt: boolean;
  verifiedEmail: boolean;
  createdAtMs: number;
  updatedAtMs: number;
  addresses: Address[];
  metafields: Metafield[];
}

type Place = Omit<Address, 'id' | 'firstName' | 'lastName'>;

const PLACES: readonly Place[] = [
  place(['DE', 'Germany'], 'Lübeck', { address1: 'An der Untertrave 17', zip: '23552', phone: '+49 451 0000' }),
  place(['GB', 'United Kingdom'], 'Aberystwyth', { address1: '3 Heol y Bont', zip: 'SY23 1PY' }),
  place(['US', 'United States'], 'Portland', {
    address1: '1120 SE Ankeny St',
    address2: 'Apt 4½',
    province: 'Oregon',
    provinceCode: 'OR',
    zip: '97214',
    company: 'Bridge & Sons, LLC',
  }),
  place(['JP', 'Japan'], '京都市', {
    address1: '中京区河原町通三条下ル 12-3',
    province: '京都府',
    provinceCode: 'JP-26',
    zip: '604-8032',
    phone: '075-000-0000',
  }),
  place(['KW', 'Kuwait'], 'مدينة الكويت', { address1: 'شارع سالم المبارك', phone: '+965 2222 0000' }),
  place(['CA', 'Canada'], 'Trois-Rivières', {
    address1: '88, rue des Forges',
    province: 'Quebec',
    provinceCode: 'QC',
    zip: 'G9A 2G8',
  }),
];

const NAMES: readonly [string | null, string | null, string | null][] = [
  ['Zoë', 'Van den Bergh', 'zoe.vdb@example.com'],
  ['花子', '鈴木', 'hanako@example.jp'],
  ['Jean‑Luc', "D'Arçay", 'jl@example.fr'],
  ['فاطمة', 'العلي', 'fatima@example.com'],
  ['Søren', 'Ærø 🎿', 'Soren.AERO@Example.dk'],
  [null, 'Ng', 'ng@example.net'],
  ['Mary Ann', 'O’Neill', null],
  ['Iñaki', 'Etxeberria', 'inaki+shop@example.org'],
];

/** The countries that the shop delivers to, by the currency that people there pay in. */
export const COUNTRY_OF_CURRENCY: Readonly<Record<string, string>> = {
  EUR: 'DE',
  GBP: 'GB',
  USD: 'US',
  JPY: 'JP',
  KWD: 'KW',
  CAD: 'CA',
};

/** Somebody's address in a country. @throws RangeError for a country where nobody lives */
export function addressIn(countryCode: string, firstName: string | null, lastName: string | null, ids: Ids): Address {
  const found = PLACES.find((one) => one.countryCode === countryCode);
  if (found === undefined) throw new RangeError(`nobody lives in ${countryCode}`);
  return { id: ids.next('MailingAddress'), firstName, lastName, ...found };
}

/** The customers of a new shop. */
export function seedCustomers(sinceMs: number, ids: Ids): ShopCustomer[] {
  return NAMES.map(([firstName, lastName, email], index): ShopCustomer => {
    const home = PLACES[index % PLACES.length]?.countryCode ?? 'DE';
    return {
      id: ids.next('Customer'),
      firstName,
      lastName,
      email,
      phone: index % 3 === 0 ? `+4915550000${index}` : null,
      locale: ['nl', 'ja', 'fr', 'ar', 'da', 'en', 'en-GB', 'eu'][index] ?? 'en',
      note: index === 4 ? 'Rings twice.\nNever after 8 pm.' : null,
      tags: index % 2 === 0 ? ['newsletter', 'Größe XL'] : [],
      state: index % 3 === 1 ? 'DISABLED' : 'ENABLED',
      taxExempt: index === 5,
      verifiedEmail: email !== null,
      createdAtMs: sinceMs + index * 3_600_000,
      updatedAtMs: sinceMs + index * 3_600_000,
      addresses: index === 6 ? [] : [addressIn(home, firstName, lastName, ids)],
      metafields:
        index === 0
          ? [{ id: ids.next('Metafield'), namespace: 'loyalty', key: 'points', type: 'number_integer', value: '240' }]
          : [],
    };
  });
}

function place([countryCode, country]: [string, string], city: string, rest: Partial<Place>): Place {
  const blank = { company: null, address1: null, address2: null, province: null, provinceCode: null };
  return { ...blank, zip: null, phone: null, ...rest, city, country, countryCode };
}
