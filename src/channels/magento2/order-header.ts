import { isCurrency } from '../../model/currency.js';
import { PipelineError } from '../../model/errors.js';
import type { Warning } from '../../model/event.js';
import type { RawFields } from '../kit/raw-fields.js';
import { instantReader } from '../kit/read-instant.js';
import { fromMagentoTime } from './magento-time.js';

/** The currency of the order's amounts. Never a default. @throws `currency_unknown` */
export function readCurrency(order: RawFields): string {
  const code = order.text('order_currency_code');
  if (code !== null && isCurrency(code)) return code;
  const message =
    code === null ? 'order_currency_code is missing' : `${code.slice(0, 20)} is not a currency of ISO 4217`;
  throw new PipelineError('currency_unknown', message, { path: '/order_currency_code' });
}

/** The merchant's own status, or the state where there is none. */
export function readStatus(order: RawFields, warnings: Warning[]): string {
  const status = order.filledText('status') ?? order.filledText('state');
  if (status !== null) return status;
  warnings.push({ code: 'status_missing', message: 'The order has neither status nor state', path: '/status' });
  return 'unknown';
}

/** An instant of a payload; null with a warning when its text is not one. */
export const readInstant = instantReader(fromMagentoTime);

/** What the customer wrote; else the newest comment that the customer may see. */
export function readNote(order: RawFields): string | null {
  const own = order.filledText('customer_note');
  if (own !== null) return own;
  const visible = order
    .objects('status_histories')
    .filter((history) => history.flag('is_visible_on_front') && history.filledText('comment') !== null)
    .map((history) => ({ at: history.text('created_at') ?? '', text: history.text('comment') }));
  if (visible.length === 0) return null;
  return visible.reduce((newest, one) => (one.at > newest.at ? one : newest)).text;
}
