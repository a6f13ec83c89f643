import { toPipelineError } from '../../../model/errors.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';
import { ask, type DatedAnswer, requestHeaders } from '../ask.js';
import type { HttpContext } from '../http-context.js';
import { pageUrl } from '../listing/page-url.js';
import { readOrders } from '../listing/read-orders.js';
import type { HttpSettings } from '../schema.js';
import { checkOrders } from './check-orders.js';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 30;
const PAGE_SIZE = 20;
const NOTABLE_MS = 60_000;

const ADVICE: Readonly<Record<string, string>> = {
  channel_unauthorized:
    'Check the secret apiKey, and in the setting auth the header and the scheme that the system wants',
  channel_refused: 'Check baseUrl and the path of the orders',
  channel_url_refused: 'Use a public https address in baseUrl',
  channel_unavailable: 'Check that baseUrl can be reached from here',
  channel_throttled: 'Lower pull.rateLimit of the profile',
  channel_page_invalid: 'Check the path of the orders, and itemsPath',
};

function failure(name: string, error: unknown): ConnectionCheck {
  const { code, message } = toPipelineError(error);
  const advice = ADVICE[code];
  return failed(name, advice === undefined ? message : `${message}. ${advice}`);
}

function checkClock({ headers, askedAt }: DatedAnswer, { now }: HttpContext): ConnectionCheck {
  const name = 'clock';
  if (headers.date === undefined)
    return warning(name, 'The system does not say what time it is; our own clock is taken for it');
  const offMs = Math.abs(now().getTime() - askedAt.getTime());
  const message = `The clocks differ by ${Math.round(offMs / 1_000)} s`;
  return offMs > NOTABLE_MS ? warning(name, `${message}: set them by NTP`) : ok(name, message);
}

function checkSince({ resources }: HttpSettings): ConnectionCheck {
  const name = 'new orders';
  const { since } = resources.orders;
  if (since !== undefined) return ok(name, `Asked for by ${since.parameter}`);
  return warning(
    name,
    'Every pull reads all orders; give resources.orders.since where the system can be asked for new ones',
  );
}

/**
 * Reads one page of orders and says whether the system is there and lets us in, what its answer is, how many orders are in it, which of
 * their fields are read and which not, and what to change. Never throws.
 */
export async function testConnection(context: HttpContext): Promise<ConnectionCheck[]> {
  const since = new Date(context.now().getTime() - DAYS * DAY_MS).toISOString();
  const request = { since, position: null, pageSize: PAGE_SIZE };
  let answer: DatedAnswer;
  try {
    answer = await ask(context, pageUrl(context, request, null));
  } catch (error) {
    return [failure('connection', error)];
  }
  const reached = ok('connection', `${new URL(context.settings.baseUrl).host} is reached and lets us in`);
  const others = [checkSince(context.settings), checkClock(answer, context)];
  try {
    const orders = readOrders(answer.text, context.settings, requestHeaders(context), 'first page');
    return [reached, ...checkOrders(orders, context.settings), ...others];
  } catch (error) {
    return [reached, failure('orders', error), ...others];
  }
}
