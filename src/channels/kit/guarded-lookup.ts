import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './address-range.js';

/** Gives all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** The error code of a host that resolves to an address which is not allowed. */
export const ADDRESS_REFUSED = 'ERR_ADDRESS_REFUSED';

/** Asks the resolver of the operating system. */
export const resolveHost: Resolve = (hostname) => lookup(hostname, { all: true });

async function resolvePublic(resolve: Resolve, hostname: string): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname);
  if (!addresses.some((one) => isPrivateAddress(one.address))) return addresses;
  throw Object.assign(new Error(`${hostname} resolves to an address that is not public`), { code: ADDRESS_REFUSED });
}

/**
 * A `lookup` for sockets that gives only public addresses. The socket connects to the very addresses that were checked, so a
 * name that answers differently the second time gains nothing; one bad address among good ones refuses them all.
 */
export function createGuardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolvePublic(resolve, hostname).then(
      (addresses) => {
        const wanted = addresses.filter((one) => !options.family || options.family === one.family);
        const first = wanted[0];
        if (first === undefined) {
          callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), '');
        } else if (options.all) callback(null, wanted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}
