import { isIP } from 'node:net';
import { PipelineError } from '../../model/errors.js';
import { isPrivateAddress } from './address-range.js';

/** Where a channel may be called: its profile's origin, and private or plain-http hosts only in local runs. */
export interface AllowedTarget {
  allowedOrigin: string;
  /** Where the channel's system keeps files besides, as the channel says. */
  otherOrigins?: readonly string[] | undefined;
  allowPrivate: boolean;
}

function refuse(message: string): PipelineError {
  return new PipelineError('channel_url_refused', message);
}

/** The host of a URL that is an IP address, in whatever spelling it came; null when it is a name. */
function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw refuse('The address of the channel is not a URL');
  }
}

/**
 * Checks the parsed URL before anything is resolved or opened: https, no credentials inside, the profile's own origin or one of the channel's, no
 * private address spelled out. A host name is checked later, when it is resolved.
 * @throws `channel_url_refused`
 */
export function checkChannelUrl(text: string, target: AllowedTarget): URL {
  const url = parseUrl(text);
  if (url.protocol !== 'https:' && !(target.allowPrivate && url.protocol === 'http:')) {
    throw refuse('The address of the channel must be https');
  }
  if (url.username !== '' || url.password !== '') throw refuse('The address of the channel must not hold credentials');
  const origins = [target.allowedOrigin, ...(target.otherOrigins ?? [])].map((one) => parseUrl(one).origin);
  if (!origins.includes(url.origin)) {
    throw refuse(`${url.origin} is not the origin of the profile's channel`);
  }
  const address = literalAddress(url);
  if (address !== null && !target.allowPrivate && isPrivateAddress(address)) {
    throw refuse(`${url.host} is not a public address`);
  }
  return url;
}
