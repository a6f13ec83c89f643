import { isJsonObject, type Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { ChannelResponse } from '../../../ports/channel.js';
import type { ShopContext } from '../shop-context.js';

/** A token is renewed so long before it ends. */
const MARGIN_MS = 10 * 60_000;
/** Answers that say why there is no token. */
const REFUSALS = [400, 401, 403, 404];

/**
 * The access token of the profile. That of an app is fetched when there is none that is good for ten more minutes: once, however many
 * ask for it at the same time.
 * @throws `channel_unauthorized`, `channel_page_invalid`, and what `ChannelHttp` throws
 */
export async function readAccessToken(shop: ShopContext): Promise<string> {
  const { settings, secrets, memory, now } = shop;
  if (settings.auth === 'token') return secrets.accessToken ?? '';
  if (memory.token !== null && memory.token.expiresAtMs - now().getTime() > MARGIN_MS) return memory.token.value;
  memory.fetching ??= fetchToken(shop).finally(() => {
    memory.fetching = null;
  });
  return memory.fetching;
}

/** Forgets a token that the shop refused, and says whether another can be had; a newer one stays. */
export function dropAccessToken({ settings, memory }: ShopContext, refused: string): boolean {
  if (settings.auth === 'token') return false;
  if (memory.token?.value === refused) memory.token = null;
  return true;
}

async function fetchToken(shop: ShopContext): Promise<string> {
  const { settings, secrets, memory, now } = shop;
  const grant = {
    grant_type: 'client_credentials',
    client_id: secrets.clientId ?? '',
    client_secret: secrets.clientSecret ?? '',
  };
  const answer = await shop.http.send({
    method: 'POST',
    url: new URL('/admin/oauth/access_token', settings.baseUrl).href,
    headers: () => ({ accept: 'application/json', 'content-type': 'application/json' }),
    body: JSON.stringify(grant),
    repeatable: true,
    answers: REFUSALS,
  });
  if (REFUSALS.includes(answer.status)) throw refusedGrant(answer);
  const body = parseAnswer(answer);
  const token = isJsonObject(body) ? body.access_token : null;
  const seconds = isJsonObject(body) ? Number(body.expires_in) : Number.NaN;
  if (typeof token !== 'string' || token === '' || !(seconds > 0)) {
    throw new PipelineError('channel_page_invalid', 'The shop answered the request for a token with something else');
  }
  memory.token = { value: token, expiresAtMs: now().getTime() + seconds * 1_000 };
  return token;
}

function parseAnswer({ text }: ChannelResponse): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** What the shop says is an identifier such as `application_cannot_be_found`; anything else might quote what was sent. */
function refusedGrant(answer: ChannelResponse): PipelineError {
  const body = parseAnswer(answer);
  const said = isJsonObject(body) ? body.error : null;
  const why = typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? `: ${said}` : '';
  const message = `The shop answered ${answer.status} to the client credentials${why}`;
  return new PipelineError('channel_unauthorized', message);
}
