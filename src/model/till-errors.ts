import { park, retry } from './code-facts.js';

/** The error codes of tills. */
export const tillErrorCodes = {
  session_not_open: retry(
    409,
    'The till has no open session',
    'Open one with `tributary session open <profile>`; orders that wait for it are tried again. Or set `pos.autoOpen` to true.',
  ),
  session_busy: retry(
    409,
    'Another close of this session is under way',
    'Wait for it to end, and look at the session.',
  ),
  payment_method_missing: retry(
    422,
    'The till has no payment method to book with',
    'Name at least one in `pos.methods` of the profile; the order is tried again.',
  ),
  till_currency_differs: park(
    422,
    'The order or a payment of it is in another currency than the till',
    'Correct the source or `pos.currency` of the profile, then replay.',
  ),
  quantity_not_stockable: park(
    422,
    'A quantity cannot be kept as stock',
    'Send at most six decimals and at most 1,000,000,000 pieces, or set `pos.stock` to false; then replay.',
  ),
  till_unknown: park(404, 'The profile has no till', 'Give the profile a part `pos`; see docs/pos.md.'),
} as const;
