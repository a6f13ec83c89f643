/** Somebody who buys. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  salutation: 'mr' | 'mrs' | 'not_specified';
  title?: string;
  company?: string;
  vatIds?: readonly string[];
}

/** A postal address without the name on it. */
export interface Place {
  country: string;
  state: string | null;
  city: string;
  zipcode: string | null;
  street: string;
  line1?: string;
  line2?: string;
  phone?: string;
  department?: string;
}

/** People who have an account. */
export const PEOPLE: readonly Person[] = [
  { email: 'max@example.com', firstName: 'Max', lastName: 'Mustermann', salutation: 'mr' },
  {
    email: 'einkauf@example.org',
    firstName: 'Jürgen',
    lastName: 'Größmann-Weiß',
    salutation: 'mr',
    title: 'Prof. Dr.',
    company: 'Müller & Söhne OHG',
    vatIds: ['DE811907980'],
  },
  { email: 'yamada@example.jp', firstName: '太郎', lastName: '山田', salutation: 'not_specified' },
  { email: 'siobhan@example.co.uk', firstName: 'Siobhán', lastName: "O'Brien", salutation: 'mrs' },
  { email: 'UPPER.Case@Example.COM', firstName: 'Łukasz', lastName: 'Żółć 🎈', salutation: 'mr' },
  { email: 'gone@example.net', firstName: 'Erika', lastName: 'Gabler', salutation: 'mrs' },
];

/** People who buy without an account. */
export const GUESTS: readonly Person[] = [
  { email: 'guest.one+shop@example.com', firstName: 'Ana', lastName: 'García Núñez', salutation: 'mrs' },
  { email: 'q@example.net', firstName: 'Q', lastName: 'X', salutation: 'not_specified' },
];

/** The account of this address was deleted after its orders. */
export const DELETED_ACCOUNT = 'gone@example.net';

/** Addresses, two or more for each country that a sales channel serves. */
export const PLACES: readonly Place[] = [
  { country: 'DE', state: null, city: 'Köln', zipcode: '50667', street: 'Hohe Straße 1' },
  {
    country: 'DE',
    state: 'DE-BE',
    city: 'Berlin',
    zipcode: '10115',
    street: 'Invalidenstraße 117',
    line1: 'c/o Müller & Söhne',
    line2: 'Hinterhof, 3. Aufgang',
    phone: '+49 30 000000',
    department: 'Einkauf',
  },
  { country: 'AT', state: null, city: 'Wien', zipcode: '1010', street: 'Graben 2/7' },
  { country: 'AT', state: null, city: 'Graz', zipcode: '8010', street: 'Herrengasse 3' },
  {
    country: 'US',
    state: 'US-TX',
    city: 'Austin',
    zipcode: '78701-1234',
    street: '500 Congress Ave',
    line1: 'Suite 12',
  },
  { country: 'US', state: 'US-NY', city: 'New York', zipcode: '10001', street: '1 Penn Plaza', phone: '212-555-0100' },
  { country: 'JP', state: null, city: '千代田区', zipcode: '100-0001', street: '千代田1-1', line1: '丸の内ビル 32F' },
  { country: 'JP', state: null, city: '大阪市', zipcode: '530-0001', street: '梅田3丁目1番3号' },
  { country: 'CH', state: null, city: 'Zürich', zipcode: '8001', street: 'Bahnhofstrasse 1' },
  { country: 'CH', state: null, city: 'Genève', zipcode: '1201', street: 'Rue de Lausanne 9' },
  { country: 'NO', state: null, city: 'Tromsø', zipcode: '9008', street: 'Storgata 5' },
  { country: 'NO', state: null, city: 'Ålesund', zipcode: null, street: 'Kongens gate 10' },
];
