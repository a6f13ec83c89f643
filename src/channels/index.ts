import type { Channel } from '../ports/channel.js';
import { api } from './api/index.js';
import { http } from './http/index.js';
import { magento2 } from './magento2/index.js';
import { shopify } from './shopify/index.js';
import { shopware6 } from './shopware6/index.js';

/** Every channel there is; a new one is one line here. */
export const channels: readonly Channel[] = [api, http, magento2, shopify, shopware6];

/** The channel with this key; null when there is none. */
export function findChannel(key: string): Channel | null {
  return channels.find((one) => one.key === key) ?? null;
}
