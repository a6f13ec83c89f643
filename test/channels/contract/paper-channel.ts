import { z } from 'zod';
import { defineChannel } from '../../../src/channels/kit/define-channel.js';
import { mapFields } from '../../../src/channels/kit/field-mapping.js';
import { identifyBy } from '../../../src/channels/kit/identify-by.js';
import { readPage, toChannelPage } from '../../../src/channels/kit/read-page.js';
import type { ChannelContext, ChannelPage, ListRequest } from '../../../src/ports/channel.js';

type PaperSettings = { baseUrl: string };

const identify = identifyBy({ id: 'order_id', version: 'changed', zone: 'utc' });

async function list(
  { settings, secrets, http }: ChannelContext<PaperSettings>,
  request: ListRequest,
): Promise<ChannelPage> {
  const url = new URL('/orders', settings.baseUrl);
  url.searchParams.set('limit', String(request.pageSize));
  if (request.since !== null) url.searchParams.set('since', request.since);
  if (typeof request.position === 'string') url.searchParams.set('after', request.position);
  const headers = () => ({ accept: 'application/json', authorization: `Bearer ${secrets.token}` });
  const page = readPage((await http.send({ method: 'GET', url: url.href, headers })).text, 'orders');
  return toChannelPage(page.items, identify, { position: page.read('next') });
}

/** A channel of a shop that does not exist, as small as the kit lets one be. */
export const paper = defineChannel<PaperSettings>({
  key: 'paper',
  title: 'Paper shop',
  settings: z.strictObject({ baseUrl: z.url() }),
  secrets: ['token'],
  mappingVersion: '1',
  resources: {
    orders: {
      type: 'order',
      list,
      identify,
      map: mapFields({
        type: 'order',
        fields: {
          id: 'order_id',
          number: 'reference',
          status: { from: 'state', values: { N: 'new', P: 'processing' }, otherwise: 'unknown' },
          currency: 'currency',
          placedAt: { from: 'placed', zone: 'utc' },
          updatedAt: { from: 'changed', zone: 'utc' },
          'customer.email': { from: 'buyer.email', transform: 'trim' },
          'lines[].id': { from: 'rows[]', transform: 'position' },
          'lines[].sku': 'rows[].sku',
          'lines[].quantity': 'rows[].qty',
          'lines[].total': { from: 'rows[].total', thousands: ',' },
          'totals.grand': { from: 'total', thousands: ',' },
        },
        defaults: { status: 'unknown', 'lines[].quantity': '1' },
      }),
    },
  },
});
