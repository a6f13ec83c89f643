import { pulledMagento } from './pulled-magento.js';
import type { PulledShop } from './pulled-shop.js';
import { pulledShopify } from './pulled-shopify.js';
import { pulledShopware } from './pulled-shopware.js';

/** The shops that the pull part pulls, one for each channel. */
export const pulledShops: readonly PulledShop[] = [pulledMagento, pulledShopify, pulledShopware];
