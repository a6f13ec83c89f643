import { PipelineError } from '../../../model/errors.js';
import type { ShopwareSettings } from '../schema.js';

/** What the deliveries of a profile are read with. */
export interface WebhookContext {
  settings: ShopwareSettings;
  secrets: Readonly<Record<string, string>>;
  now(): Date;
}

/** The failure of a delivery that cannot be trusted. */
export function unauthenticated(message: string): PipelineError {
  return new PipelineError('webhook_unauthenticated', message);
}

/** The failure of a delivery that is signed but says nothing that can be used. */
export function invalidWebhook(message: string, path: string): PipelineError {
  return new PipelineError('webhook_invalid', message, { path });
}
