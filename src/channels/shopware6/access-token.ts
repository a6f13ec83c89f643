import { createHash } from 'node:crypto';
import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import type { ChannelResponse } from '../../ports/channel.js';
import { apiUrl } from './api-url.js';
import { readRemoteFault, secondsToWait } from './remote-fault.js';
import type { ShopwareContext } from './shopware-context.js';

/** A token is renewed so long before it ends, so that it does not end on its way. */
const RENEW_BEFORE_MS = 60_000;
const MOST_TOKENS = 1_000;

interface Token {
  value: string;
  expiresAtMs: number;
}

/** What is known of the token of one integration: one that is good, or the one sign-in that is under way. */
interface Held {
  token: Token | null;
  renewal: Promise<Token> | null;
}

// The tokens of this process. A sign-in is limited by Shopware, and every context of a profile needs the same one.
const held = new Map<string, Held>();

function keyOf({ settings, secrets }: ShopwareContext): string {
  const { clientId = '', clientSecret = '' } = secrets;
  return createHash('sha256')
    .update(JSON.stringify([settings.baseUrl, clientId, clientSecret]))
    .digest('base64url');
}

function heldFor(context: ShopwareContext): Held {
  const key = keyOf(context);
  const known = held.get(key);
  if (known !== undefined) return known;
  const fresh: Held = { token: null, renewal: null };
  held.set(key, fresh);
  if (held.size > MOST_TOKENS) held.delete(held.keys().next().value as string);
  return fresh;
}

/**
 * The access token of the profile's integration, kept until a minute before its end; whoever asks while it is renewed gets the same.
 * @throws `channel_unauthorized`, `channel_throttled`, and what `ChannelHttp` throws
 */
export async function accessToken(context: ShopwareContext): Promise<string> {
  const own = heldFor(context);
  const soon = context.now().getTime() + RENEW_BEFORE_MS;
  if (own.token !== null && own.token.expiresAtMs > soon) return own.token.value;
  own.renewal ??= signIn(context).finally(() => {
    own.renewal = null;
  });
  own.token = await own.renewal;
  return own.token.value;
}

/** Forgets a token that was refused; one that took its place meanwhile stays. */
export function dropToken(context: ShopwareContext, value: string): void {
  const own = heldFor(context);
  if (own.token?.value === value) own.token = null;
}

async function signIn(context: ShopwareContext): Promise<Token> {
  const answer = await askForToken(context);
  const { message } = readRemoteFault(answer.text, context.secrets);
  if (answer.status !== 200) {
    const said = message ?? `it answered ${answer.status}`;
    throw new PipelineError(
      'channel_unauthorized',
      `The shop does not take the access key of the integration: ${said}`,
    );
  }
  return readToken(answer.text, context.now());
}

function askForToken({ settings, secrets, http }: ShopwareContext): Promise<ChannelResponse> {
  const { clientId, clientSecret } = secrets;
  return http.send({
    method: 'POST',
    url: apiUrl(settings, 'oauth/token'),
    headers: () => ({ accept: 'application/json', 'content-type': 'application/json' }),
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    repeatable: true,
    answers: [400, 401, 403],
    retryAfter: secondsToWait,
  });
}

function readToken(text: string, now: Date): Token {
  const body = parseBody(text);
  const value = isJsonObject(body) ? getOwn(body, 'access_token') : null;
  const seconds = isJsonObject(body) ? Number(getOwn(body, 'expires_in')) : Number.NaN;
  if (typeof value !== 'string' || value === '' || !(seconds > 0)) {
    throw new PipelineError('channel_page_invalid', 'The shop did not answer with an access token');
  }
  return { value, expiresAtMs: now.getTime() + seconds * 1_000 };
}

function parseBody(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
