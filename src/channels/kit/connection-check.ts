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

/** What was found, and what to do about it, as two sentences: what a system says may end with a full stop of its own. */
export function advise(found: string, advice: string): string {
  return `${found.replace(/[.\s]+$/, '')}. ${advice}`;
}
