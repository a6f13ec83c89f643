import type { Channel } from '../../ports/channel.js';
import { identify } from './identify.js';
import { listPage } from './list.js';
import { mapOrder } from './map.js';
import { type MagentoSettings, magentoSecretNames, magentoSettings } from './schema.js';

/** Magento 2 and Adobe Commerce over their REST API. */
export const magento2: Channel<MagentoSettings> = {
  key: 'magento2',
  title: 'Magento 2',
  settings: magentoSettings,
  secretNames: magentoSecretNames,
  mappingVersion: '1',
  resources: {
    orders: {
      type: 'order',
      list: (context, request) => listPage(context, 'orders', request),
      identify,
      map: mapOrder,
    },
  },
};
