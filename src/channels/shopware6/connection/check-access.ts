import { toPipelineError } from '../../../model/errors.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok } from '../../kit/connection-check.js';
import { accessToken } from '../access-token.js';
import type { ResourceName } from '../entities.js';
import type { ShopwareContext } from '../shopware-context.js';
import { explain, type Probe, statusOf } from './probe.js';

const CERTIFICATE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|LEAF_SIGNATURE/i;
const INTEGRATION = 'Settings > System > Integrations';

const ADVICE: Readonly<Record<string, string>> = {
  channel_unauthorized: `Check clientId and clientSecret against the access key of the integration (${INTEGRATION}); an app that was deleted in the shop is to be installed again`,
  channel_refused: 'Check baseUrl: it is the address of the administration without /admin',
  channel_page_invalid: 'Check baseUrl, and that nothing stands before the shop that asks for a password of its own',
};

/** Whether the shop can be reached, and gives a token for the integration's access key. */
export async function checkSignIn(context: ShopwareContext): Promise<ConnectionCheck> {
  const name = 'sign-in';
  try {
    await accessToken(context);
    return ok(name, 'The shop takes the access key of the integration');
  } catch (thrown) {
    const { code, message } = toPipelineError(thrown);
    const isCertificate = CERTIFICATE.test(message);
    const advice = isCertificate
      ? 'The certificate of the shop is not trusted: it must be valid, complete and made out for this host'
      : (ADVICE[code] ?? 'Check baseUrl, and that the shop can be reached from here');
    return failed(name, advise(message, advice));
  }
}

/** What is not read where a kind of record may not be. */
const EFFECTS: Readonly<Record<ResourceName, string>> = {
  orders: 'no orders, and so no payments, deliveries, invoices and refunds',
  customers: 'no customers, and orders of guests cannot be told from others',
  products: 'no products, so that lines of orders are linked to none',
};

/** Whether the records of a kind may be read with everything that hangs on them; each privilege that is missing is named. */
export function checkResource(name: ResourceName, one: Probe): ConnectionCheck {
  if (statusOf(one) === 200) return ok(name, `${name} may be read`);
  const privileges = 'answer' in one ? one.fault.privileges : [];
  if (privileges.length === 0) return failed(name, explain(one));
  const lacks = `The integration lacks ${privileges.join(', ')}: ${EFFECTS[name]} are read`;
  return failed(name, advise(lacks, `Give its role these privileges (${INTEGRATION}), or make it an administrator`));
}
