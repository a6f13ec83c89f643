/** Somebody who buys; a guest has no customer id. */
export interface Buyer {
  customerId: number | null;
  groupId: number;
  email: string;
  firstName: string;
  lastName: string;
  prefix?: string;
  middleName?: string;
  birthDate?: string;
  taxNumber?: string;
  gender?: number;
}

/** A postal address without the name on it. */
export interface Place {
  country: string;
  city: string;
  postcode: string | null;
  street: readonly string[];
  telephone: string | null;
  company?: string;
  region?: string;
  regionCode?: string;
  regionId?: number;
  vatId?: string;
}

/** Customers and guests, with names from many scripts and with more or fewer optional fields. */
export const BUYERS: readonly Buyer[] = [
  { customerId: 11, groupId: 1, email: 'jana.novak@example.com', firstName: 'Jana', lastName: 'Nováková' },
  {
    customerId: 12,
    groupId: 3,
    email: 'einkauf@example.org',
    firstName: 'Jürgen',
    lastName: 'Größmann-Weiß',
    prefix: 'Dr.',
    middleName: 'K.',
    taxNumber: 'DE811907980',
  },
  {
    customerId: 13,
    groupId: 1,
    email: 'yamada@example.jp',
    firstName: '太郎',
    lastName: '山田',
    birthDate: '1984-02-29',
    gender: 1,
  },
  { customerId: 14, groupId: 1, email: 'm.alsabah@example.com', firstName: 'محمد', lastName: 'الصباح' },
  { customerId: 15, groupId: 1, email: 'siobhan@example.co.uk', firstName: 'Siobhán', lastName: "O'Brien" },
  { customerId: null, groupId: 0, email: 'guest.one+shop@example.com', firstName: 'Ana', lastName: 'García Núñez' },
  { customerId: null, groupId: 0, email: 'q@example.net', firstName: 'Q', lastName: 'X' },
  { customerId: null, groupId: 0, email: 'UPPER.Case@Example.COM', firstName: 'Łukasz', lastName: 'Żółć 🎈' },
];

/** Registered customers who have not bought anything yet. */
export const BROWSERS: readonly (Buyer & { customerId: number })[] = [
  { customerId: 16, groupId: 1, email: 'neu@example.de', firstName: 'Ümit', lastName: 'Çelik' },
  { customerId: 17, groupId: 2, email: 'wholesale@example.net', firstName: 'Grace', lastName: 'Ó Faoláin', gender: 2 },
  { customerId: 18, groupId: 1, email: 'Mixed.Case@Example.org', firstName: 'Ngọc', lastName: 'Trần' },
];

/** Addresses by country; each country that a store view sells to has at least two. */
export const PLACES: readonly Place[] = [
  { country: 'DE', city: 'Köln', postcode: '50667', street: ['Hohe Straße 1'], telephone: '+49 221 000000' },
  {
    country: 'DE',
    city: 'Berlin',
    postcode: '10115',
    street: ['c/o Müller & Söhne', 'Hinterhof, 3. Aufgang', 'Invalidenstraße 117', '4. OG links', 'Klingel „Büro“'],
    telephone: null,
    company: 'Müller & Söhne OHG',
    region: 'Berlin',
    regionCode: 'BER',
    regionId: 82,
    vatId: 'DE136695976',
  },
  {
    country: 'US',
    city: 'Austin',
    postcode: '78701-1234',
    street: ['500 Congress Ave', 'Suite 1200'],
    telephone: '512-555-0100',
    region: 'Texas',
    regionCode: 'TX',
    regionId: 57,
  },
  {
    country: 'US',
    city: 'San Juan',
    postcode: '00901',
    street: ['1 Calle del Cristo'],
    telephone: '787-555-0144',
    region: 'Puerto Rico',
  },
  {
    country: 'GB',
    city: 'London',
    postcode: 'SW1A 1AA',
    street: ['Flat 2b', '10 The Mall'],
    telephone: '020 7946 0018',
  },
  { country: 'GB', city: 'Llanfairpwllgwyngyll', postcode: 'LL61 5UJ', street: ['Ffordd Caergybi'], telephone: null },
  {
    country: 'JP',
    city: '千代田区',
    postcode: '100-0001',
    street: ['千代田1-1', '丸の内ビル 32F'],
    telephone: '03-5555-0123',
    region: '東京都',
  },
  { country: 'JP', city: '大阪市', postcode: '530-0001', street: ['梅田3丁目1番3号'], telephone: '06-5555-0199' },
  { country: 'KW', city: 'الكويت', postcode: null, street: ['شارع الخليج العربي ٧'], telephone: '+965 2000 0000' },
  {
    country: 'KW',
    city: 'Salmiya',
    postcode: '22001',
    street: ['Block 4', 'Street 11', 'Villa 9'],
    telephone: '+965 2000 0001',
  },
];
