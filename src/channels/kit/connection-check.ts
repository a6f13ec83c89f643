import type { ConnectionCheck } from '../../ports/channel.js';

/** A check that found nothing wrong. */
export function ok(name: string, message: string): ConnectionCheck {
  return { name, status: 'ok', message };
}

/** A check that found something to know about. */
export function warning(name: string, message: string): ConnectionCheck {
  return { name, status: 'warning', message };
}

/** A check that found what keeps the connection from working. */
export function failed(name: string, message: string): ConnectionCheck {
  return { name, status: 'failed', message };
}
