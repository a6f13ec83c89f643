import { formatMagentoTime } from '../magento-time.js';
import type { TableFace } from '../table.js';
import { type CustomerPayload, renderCustomer } from './render-customer.js';
import type { ShopCustomer } from './shop-customer.js';

const COLUMNS = `created_at created_in disable_auto_group_change dob email entity_id firstname gender group_id is_active lastname
  middlename prefix store_id taxvat updated_at website_id loyalty_tier interests erp_number`;

/** How customers are listed: a search knows the id as `entity_id` only. */
export const CUSTOMER_FACE: TableFace<ShopCustomer, CustomerPayload> = {
  idOf: (customer) => customer.id,
  render: renderCustomer,
  columns: new Set(COLUMNS.split(/\s+/)),
  plain: {
    created_at: (customer) => formatMagentoTime(customer.createdAt),
    email: (customer) => customer.buyer.email,
    entity_id: (customer) => customer.id,
    is_active: () => 1,
    updated_at: (customer) => formatMagentoTime(customer.updatedAt),
  },
};
