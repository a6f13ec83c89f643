import { fieldRequired, MagentoError } from './magento-error.js';
import { isSignatureValid, parseOAuthHeader, type SignedRequest } from './oauth-signature.js';
import type { IntegrationCredentials } from './shop.js';

/** What a request shows of its sender, and what it wants. */
export interface AuthorizedRequest extends SignedRequest {
  authorization: string | undefined;
  /** The permission that the route asks for. */
  resource: string;
}

/** Lets a request pass or throws the MagentoError that it is refused with. */
export type Authorize = (request: AuthorizedRequest) => void;

const REQUIRED = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
];
const TIME_DEVIATION_S = 600;

/**
 * Creates the shop's check of who is calling: OAuth 1.0a with HMAC-SHA256, each nonce once, timestamps at most ten
 * minutes off; a bare bearer token only where the installation allows it; and whether the integration may use the route.
 */
export function createAuthorize(
  credentials: IntegrationCredentials,
  installation: { nowMs(): number; bearerAllowed(): boolean; mayUse(resource: string): boolean },
): Authorize {
  const usedNonces = new Set<string>();
  return (request) => {
    const { resource } = request;
    const isKnown = checkSender(request, credentials, installation, usedNonces);
    if (isKnown && installation.mayUse(resource)) return;
    throw new MagentoError(401, "The consumer isn't authorized to access %resources.", { resources: resource });
  };
}

function checkSender(
  request: AuthorizedRequest,
  credentials: IntegrationCredentials,
  installation: { nowMs(): number; bearerAllowed(): boolean },
  usedNonces: Set<string>,
): boolean {
  const header = request.authorization ?? '';
  const oauth = parseOAuthHeader(header);
  if (oauth === null) return installation.bearerAllowed() && header === `Bearer ${credentials.accessToken}`;
  checkOAuth(request, oauth, credentials, installation.nowMs(), usedNonces);
  return true;
}

function checkOAuth(
  request: SignedRequest,
  oauth: ReadonlyMap<string, string>,
  credentials: IntegrationCredentials,
  nowMs: number,
  usedNonces: Set<string>,
): void {
  checkProtocol(oauth);
  if (oauth.get('oauth_consumer_key') !== credentials.consumerKey) {
    throw new MagentoError(401, 'A consumer having the specified key does not exist');
  }
  checkTimestamp(oauth.get('oauth_timestamp') ?? '', nowMs);
  // A nonce counts as used even if the signature then turns out to be wrong.
  const nonce = oauth.get('oauth_nonce') ?? '';
  if (usedNonces.has(nonce))
    throw new MagentoError(401, 'The nonce is already being used by the consumer with ID %1.', ['1']);
  usedNonces.add(nonce);
  if (oauth.get('oauth_token') !== credentials.accessToken) {
    throw new MagentoError(401, 'Specified token does not exist');
  }
  const secrets = { consumerSecret: credentials.consumerSecret, tokenSecret: credentials.accessTokenSecret };
  if (!isSignatureValid(request, oauth, secrets)) {
    throw new MagentoError(401, 'The signature is invalid. Verify and try again.');
  }
}

function checkProtocol(oauth: ReadonlyMap<string, string>): void {
  const version = oauth.get('oauth_version') ?? '1.0';
  if (version !== '1.0') throw new MagentoError(400, 'The "%1" Oauth version isn\'t supported.', [version]);
  const missing = REQUIRED.find((name) => !oauth.has(name));
  if (missing !== undefined) throw fieldRequired(missing);
  const method = oauth.get('oauth_signature_method') ?? '';
  if (method !== 'HMAC-SHA256') throw new MagentoError(400, 'Signature method %1 is not supported', [method]);
}

function checkTimestamp(timestamp: string, nowMs: number): void {
  const seconds = /^\d+$/.test(timestamp) ? Number(timestamp) : 0;
  if (seconds <= 0 || Math.abs(seconds - nowMs / 1000) > TIME_DEVIATION_S) {
    throw new MagentoError(400, 'The timestamp value in the oauth_timestamp parameter is invalid.');
  }
}
