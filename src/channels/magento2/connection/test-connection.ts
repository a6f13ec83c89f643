import type { ConnectionCheck } from '../../../ports/channel.js';
import type { MagentoContext } from '../client.js';
import { endpoints, type ResourceName } from '../endpoints.js';
import { restUrl } from '../rest-url.js';
import { checkCredentials, checkResource, type ProbedResource } from './check-access.js';
import { checkAddress, isNoRoute } from './check-address.js';
import { checkClock } from './check-clock.js';
import { checkPageSize, LARGEST_PAGE } from './check-page-size.js';
import { checkCurrency, checkStoreCode, readStores } from './check-store.js';
import { type Probe, probe, probeSearch } from './probe.js';

/** No record has this id, so that a page of any size costs the shop nothing. */
const NO_RECORD = { field: 'entity_id', condition: 'gt', value: '999999999' } as const;

function ask(context: MagentoContext, name: ResourceName, pageSize = 1): Promise<Probe> {
  return probeSearch(context, endpoints[name], { groups: [[NO_RECORD]], pageSize });
}

/** Which resources may be read; one after the other, so that a slow shop is not pressed. */
async function askEach(context: MagentoContext, first: Probe): Promise<ProbedResource[]> {
  const probed: ProbedResource[] = [['orders', first]];
  for (const name of Object.keys(endpoints) as ResourceName[]) {
    if (name !== 'orders') probed.push([name, await ask(context, name)]);
  }
  return probed;
}

/**
 * Tries the connection of a profile: the address and its certificate, the store view, the credentials, each resource, the clock,
 * the largest page, the currency. Never throws; what is wrong is a check that says what to do.
 */
export async function testConnection(context: MagentoContext): Promise<ConnectionCheck[]> {
  const { settings } = context;
  const first = await ask(context, 'orders');
  const address = checkAddress(first, settings);
  const clock = checkClock(first, context.now(), settings);
  if (address.status === 'failed') return 'error' in first ? [address] : [address, clock];
  // Asked without a store view, because it is to list those that there are.
  const stores = readStores(await probe(context, restUrl(settings, 'store/storeConfigs', null)));
  const storeCode = checkStoreCode(first, stores, settings);
  const head = storeCode === null ? [address] : [address, storeCode];
  if (isNoRoute(first)) return [...head, clock];
  const probed = await askEach(context, first);
  const credentials = checkCredentials(probed, settings);
  if (credentials.status === 'failed') return [...head, credentials, clock];
  const pageSize = checkPageSize(await ask(context, 'orders', LARGEST_PAGE));
  const resources = probed.map(checkResource);
  return [...head, credentials, ...resources, clock, pageSize, checkCurrency(stores, settings)];
}
