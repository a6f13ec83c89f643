import { getOwn, isJsonObject } from '../../../diff/json.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok } from '../../kit/connection-check.js';
import type { ResourceName } from '../endpoints.js';
import type { MagentoSettings } from '../schema.js';
import { explain, type Probe, statusOf } from './probe.js';

/** A resource and what came of asking for it. */
export type ProbedResource = readonly [name: ResourceName, probe: Probe];

const isDenied = (one: Probe): boolean => [401, 403].includes(statusOf(one) ?? 0);

const BEARER_OFF =
  'Since 2.4.4 a shop refuses a bare bearer token unless "Allow OAuth Access Tokens to be used as standalone Bearer tokens" is on ' +
  '(Stores > Configuration > Services > OAuth): switch it on, or better set auth to oauth1 and give all four credentials';
const OAUTH =
  'Check the four credentials of the integration, that it is active, and the clock; requests are signed with HMAC-SHA256, the only ' +
  'method that shops still take';

/** Whether the shop says that a right is missing; it says so to a bearer token too that it does not take at all. */
const lacksRight = (one: Probe): boolean => 'answer' in one && /authorized to access/.test(one.fault.pattern ?? '');

/** The right that is missing, such as `Magento_Sales::actions_view`. */
function lackedRight(one: Probe): string | null {
  const parameters = 'answer' in one && isJsonObject(one.fault.parameters) ? one.fault.parameters : {};
  const resources = getOwn(parameters, 'resources');
  return typeof resources === 'string' && /^[\w:, ]{1,200}$/.test(resources) ? resources : null;
}

/**
 * Whether the credentials are taken. A bearer token that is not taken is answered like one that lacks a right, so only one that is
 * let in somewhere is known to be good; OAuth says what is wrong with a signature.
 */
export function checkCredentials(probes: readonly ProbedResource[], { auth }: MagentoSettings): ConnectionCheck {
  const name = 'credentials';
  const all = probes.map(([, one]) => one);
  const denied = all.filter(isDenied);
  const refused = denied.find((one) => !lacksRight(one));
  const isKnown = all.some((one) => statusOf(one) === 200) || (auth === 'oauth1' && denied.length > 0);
  if (refused === undefined && isKnown) return ok(name, 'The shop takes the credentials');
  const first = refused ?? denied[0] ?? all[0];
  const said = first === undefined ? 'Nothing was asked' : explain(first);
  return failed(name, advise(said, auth === 'bearer' ? BEARER_OFF : OAUTH));
}

/** Whether one resource may be read. */
export function checkResource([name, one]: ProbedResource): ConnectionCheck {
  if (statusOf(one) === 200) return ok(name, `${name} may be read`);
  if (!isDenied(one)) return failed(name, explain(one));
  const which = lackedRight(one) ?? `that ${name} need`;
  return failed(name, advise(explain(one), `Give the integration the resource ${which} (System > Integrations > API)`));
}
