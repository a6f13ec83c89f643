import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';
import type { MagentoSettings } from '../schema.js';
import type { Probe } from './probe.js';

const NOTABLE_MS = 60_000;
const REFUSED_MS = 5 * 60_000;

function readDate(one: Probe): number | null {
  const text = 'answer' in one ? (one.answer.headers.date ?? '') : '';
  const at = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** How far the shop's clock is from ours: OAuth refuses a time that is too far off, and cursors go by the shop's. */
export function checkClock(one: Probe, now: Date, { auth }: MagentoSettings): ConnectionCheck {
  const name = 'clock';
  const at = readDate(one);
  if (at === null) return warning(name, 'The shop does not say what time it is');
  const offMs = Math.abs(now.getTime() - at);
  const message = `The clocks differ by ${Math.round(offMs / 1_000)} s`;
  if (offMs > REFUSED_MS && auth === 'oauth1') return failed(name, `${message}; OAuth refuses that: set them by NTP`);
  return offMs > NOTABLE_MS ? warning(name, `${message}: set them by NTP`) : ok(name, message);
}
