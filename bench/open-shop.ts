import { pulledShops } from './pulled-shops.js';

/** What the shop's process is told. */
export interface ShopOrder {
  channel: string;
  orders: number;
}

/** What it answers once the shop is open. */
export interface ShopOpened {
  baseUrl: string;
}

process.once('message', async ({ channel, orders }: ShopOrder) => {
  const shop = pulledShops.find((one) => one.channel === channel);
  if (shop === undefined) throw new Error(`There is no shop of the channel ${channel}`);
  const opened: ShopOpened = { baseUrl: await shop.open(orders) };
  process.send?.(opened);
});
// The channel to the bench closes with the bench, however that ends.
process.once('disconnect', () => process.exit(0));
