import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok } from '../../kit/connection-check.js';
import { NO_ROUTE } from '../client.js';
import type { MagentoSettings } from '../schema.js';
import { explain, type Probe, statusOf } from './probe.js';

const CERTIFICATE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|LEAF_SIGNATURE/i;

/** Whether the path of the REST API is not there: an address or a store view that the shop does not have. */
export function isNoRoute(one: Probe): boolean {
  return 'answer' in one && one.answer.status === 404 && one.fault.pattern === NO_ROUTE;
}

/** Whether the address answers at all, and is that of a Magento shop. */
export function checkAddress(one: Probe, { baseUrl, storeCode }: MagentoSettings): ConnectionCheck {
  const name = 'address';
  if ('error' in one) {
    const isCertificate = CERTIFICATE.test(one.error.message);
    const advice = isCertificate
      ? 'The certificate of the shop is not trusted: it must be valid, complete and made out for this host'
      : 'Check baseUrl, and that the shop can be reached from here';
    return failed(name, advise(one.error.message, advice));
  }
  const isShop = statusOf(one) !== 404 || one.fault.pattern !== null;
  if (!isShop || (isNoRoute(one) && storeCode === undefined)) {
    return failed(name, advise(explain(one), 'Check baseUrl; where rewriting is off it ends in /index.php'));
  }
  return ok(name, `${baseUrl} answers`);
}
