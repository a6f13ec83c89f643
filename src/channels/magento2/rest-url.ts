import type { MagentoSettings } from './schema.js';

/** The URL of a path of the REST API, under the store view of the settings unless another is named; null names none. */
export function restUrl(
  settings: MagentoSettings,
  path: string,
  storeCode: string | null = settings.storeCode ?? null,
): string {
  const base = settings.baseUrl.replace(/\/+$/, '');
  return `${base}/rest${storeCode === null ? '' : `/${storeCode}`}/V1/${path}`;
}
