import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { magento2 } from '../../../../src/channels/magento2/index.js';
import type { MagentoSettings } from '../../../../src/channels/magento2/schema.js';
import type { WebhookDelivery, WebhookReading } from '../../../../src/ports/channel.js';
import { settingsOf } from '../shop-context.js';

/** A pair of keys, the public one as a secret holds it. */
export function makeKeys(): { publicKey: string; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

/** RSA-SHA256 over the data, in base64. */
export function rsaSign(data: string | Buffer, key: KeyObject): string {
  return createSign('SHA256').update(data).sign(key, 'base64');
}

/** The header that news of a parcel is signed with. */
export function timedSignature(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** A posted delivery. */
export function posted(body: string | Uint8Array, headers: Record<string, string>, query = {}): WebhookDelivery {
  return { method: 'POST', headers, query, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** When the deliveries of these tests arrive. */
export const NOW = new Date('2026-11-20T10:00:00Z');

/** Reads a delivery as a profile with these settings and secrets does. */
export function read(
  delivery: WebhookDelivery,
  settings: Partial<MagentoSettings>,
  secrets: Record<string, string>,
): WebhookReading {
  const { webhooks } = magento2;
  if (webhooks === undefined) throw new Error('the channel has no webhooks');
  return webhooks.read(delivery, { settings: settingsOf('https://m.test', settings), secrets, now: () => NOW });
}
