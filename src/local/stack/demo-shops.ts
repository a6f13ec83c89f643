import { demoMagento } from './demo-magento.js';
import { demoPos } from './demo-pos.js';
import type { DemoShop, OpenShop } from './demo-shop.js';
import { demoShopify } from './demo-shopify.js';
import { demoShopware } from './demo-shopware.js';

/** Every sandbox shop of `npm start`. */
export const demoShops: readonly DemoShop[] = [demoMagento, demoPos, demoShopify, demoShopware];

/** A sandbox shop that is open, and what it is. */
export interface RunningShop {
  demo: DemoShop;
  shop: OpenShop;
}

/** Opens all sandbox shops; `undo` is given what closes each. */
export async function openShops(undo: (() => unknown)[]): Promise<RunningShop[]> {
  const running: RunningShop[] = [];
  for (const demo of demoShops) {
    const shop = await demo.open();
    undo.push(() => shop.stop());
    running.push({ demo, shop });
  }
  return running;
}
