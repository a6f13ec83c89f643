import type { ConnectionCheck } from '../../../ports/channel.js';
import { listCriteria } from '../criteria.js';
import { entities, type ResourceName } from '../entities.js';
import type { ShopwareContext } from '../shopware-context.js';
import { checkResource, checkSignIn } from './check-access.js';
import { checkClock, checkCurrencies, checkPageSize, checkVersion, LARGEST_PAGE } from './check-shop.js';
import { type Probe, probe } from './probe.js';

/** No record has this number, so that a page of any size costs the shop nothing. */
const NO_RECORD = 2_000_000_000;

/** Asks for records as a listing does, conditions and associations included: the shop refuses the whole for one privilege. */
function ask(context: ShopwareContext, name: ResourceName, limit = 1): Promise<Probe> {
  const since = context.now().toISOString();
  const criteria = listCriteria(entities[name], context.settings, { since, after: NO_RECORD, limit });
  return probe(context, { path: `search/${entities[name].path}`, criteria });
}

/**
 * Tries the connection of a profile: the sign-in, the version, each kind of record with all of its privileges, the clock, the largest
 * page, the currencies. Never throws; what is wrong is a check that says what to do.
 */
export async function testConnection(context: ShopwareContext): Promise<ConnectionCheck[]> {
  const signIn = await checkSignIn(context);
  if (signIn.status === 'failed') return [signIn];
  const version = await probe(context, { path: '_info/version' });
  const resources: ConnectionCheck[] = [];
  // One after the other, so that a slow shop is not pressed.
  for (const name of Object.keys(entities) as ResourceName[])
    resources.push(checkResource(name, await ask(context, name)));
  const pages = await ask(context, 'products', LARGEST_PAGE);
  const currencies = await probe(context, { path: 'search/currency', criteria: { limit: 500, 'total-count-mode': 1 } });
  return [
    signIn,
    checkVersion(version),
    ...resources,
    checkClock(version, context),
    checkPageSize(pages),
    checkCurrencies(currencies, context.settings),
  ];
}
