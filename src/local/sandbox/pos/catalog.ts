/** An item that the POS sells; its price holds the tax. */
export interface Item {
  itemId: number;
  sku: string;
  name: string;
  price: number;
}

/** What is sold, in the smallest unit of the currency. */
export const catalog: readonly Item[] = [
  { itemId: 101, sku: 'OIL-5W30', name: 'Engine oil 5W-30', price: 11_500 },
  { itemId: 102, sku: 'OIL-FILTER', name: 'Oil filter', price: 2_875 },
  { itemId: 103, sku: 'WIPER-22', name: 'Wiper blade 22"', price: 3_449 },
  { itemId: 104, sku: 'COOLANT-4L', name: 'Coolant 4 l', price: 4_598 },
  { itemId: 105, sku: 'BULB-H7', name: 'Bulb H7', price: 1_947 },
  { itemId: 106, sku: 'WASH', name: 'Car wash', price: 3_000 },
  { itemId: 107, sku: 'SPARK-4', name: 'Spark plugs, set of 4', price: 13_801 },
  { itemId: 108, sku: 'AIR', name: 'Air freshener', price: 999 },
];
