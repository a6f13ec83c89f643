import { formatMagentoTime } from '../magento-time.js';
import type { TableFace } from '../table.js';
import { type ProductPayload, renderProduct } from './render-product.js';
import type { ShopProduct } from './shop-product.js';

const COLUMNS = `attribute_set_id created_at entity_id name price sku status tax_class_id type_id updated_at url_key visibility
  weight color size description`;

/** How products are listed: a search knows the id as `entity_id` only. */
export const PRODUCT_FACE: TableFace<ShopProduct, ProductPayload> = {
  idOf: ({ article }) => article.id,
  render: renderProduct,
  columns: new Set(COLUMNS.split(/\s+/)),
  plain: {
    created_at: (product) => formatMagentoTime(product.createdAt),
    entity_id: ({ article }) => article.id,
    sku: ({ article }) => article.sku,
    updated_at: (product) => formatMagentoTime(product.updatedAt),
  },
};
