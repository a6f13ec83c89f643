import type { JsonObject } from '../../../diff/json.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { translated } from '../reading/translated.js';
import { isGuest } from './people.js';
import type { PriceRules } from './rules.js';

/**
 * What an order keeps in its attributes beside the canonical fields: the sales channel, the language, how it is taxed, its customer as
 * the shop numbers them, and the custom fields. IP addresses and the customer's access code are left out on purpose.
 */
export function mapOrderAttributes(order: RawFields, { taxStatus }: PriceRules): JsonObject {
  const customer = order.object('orderCustomer');
  const channel = order.object('salesChannel');
  return {
    ...filled({
      salesChannelId: order.filledText('salesChannelId'),
      salesChannel: translated(channel, 'name'),
      languageId: order.filledText('languageId'),
      language: order.object('language')?.filledText('name'),
      taxStatus,
      currencyFactor: order.decimal('currencyFactor')?.toFixed(),
      customerNumber: customer?.filledText('customerNumber'),
      guestCustomerId: isGuest(order) ? customer?.filledText('customerId') : null,
      company: customer?.filledText('company'),
      vatIds: customer?.texts('vatIds'),
      title: customer?.filledText('title'),
      salutation: customer?.object('salutation')?.filledText('salutationKey'),
      affiliateCode: order.filledText('affiliateCode'),
      campaignCode: order.filledText('campaignCode'),
      internalComment: order.filledText('internalComment'),
      source: order.filledText('source'),
    }),
    ...readCustomFields(order),
  };
}
