import type { ShopwareSettings } from './schema.js';

/** The URL of a path of the Admin API. */
export function apiUrl({ baseUrl }: Pick<ShopwareSettings, 'baseUrl'>, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/api/${path}`;
}
