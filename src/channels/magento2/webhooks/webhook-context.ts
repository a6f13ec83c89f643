import type { MagentoSettings } from '../schema.js';

/** What the deliveries of a profile are read with. */
export interface WebhookContext {
  settings: MagentoSettings;
  secrets: Readonly<Record<string, string>>;
  now(): Date;
}
