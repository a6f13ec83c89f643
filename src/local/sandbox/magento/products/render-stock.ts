import type { JsonObject } from '../../kit/json-object.js';
import type { ShopProduct } from './shop-product.js';

/** Renders the stock item of a product; only what is a thing of its own is kept in stock. */
export function renderStock(product: ShopProduct): JsonObject {
  const isCounted = product.type === 'simple' || product.type === 'virtual';
  const isDecimal = product.source?.decimalQuantity ?? false;
  return {
    item_id: product.article.id,
    product_id: product.article.id,
    stock_id: 1,
    qty: isDecimal ? product.stock + 0.25 : isCounted ? product.stock : 0,
    is_in_stock: !isCounted || product.stock > 0,
    is_qty_decimal: isDecimal,
    show_default_notification_message: false,
    use_config_min_qty: true,
    min_qty: 0,
    use_config_min_sale_qty: 1,
    min_sale_qty: 1,
    use_config_max_sale_qty: true,
    max_sale_qty: 10000,
    use_config_backorders: true,
    backorders: 0,
    use_config_notify_stock_qty: true,
    notify_stock_qty: 1,
    use_config_qty_increments: true,
    qty_increments: 0,
    use_config_enable_qty_inc: true,
    enable_qty_increments: false,
    use_config_manage_stock: isCounted,
    manage_stock: isCounted,
    low_stock_date: null,
    is_decimal_divided: false,
    stock_status_changed_auto: 0,
  };
}
