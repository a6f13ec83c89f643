import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { parseJson } from '../../model/json-text.js';
import type { ChannelResponse } from '../../ports/channel.js';
import { remoteMessage } from '../kit/remote-message.js';

/** What Shopware says when it refuses. */
export interface RemoteFault {
  /** Its own code, such as `FRAMEWORK__MISSING_PRIVILEGE_ERROR`; null when the answer is not one of Shopware's. */
  code: string | null;
  /** What it says, fit for a person; null as the code. */
  message: string | null;
  /** The privileges that the integration lacks. */
  privileges: string[];
}

const MOST_ERRORS = 3;
const PRIVILEGE = /^[a-z0-9_.-]{1,80}(:[a-z0-9_-]{1,20})?$/i;

function parseText(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function errorsOf(text: string): JsonObject[] {
  const body = parseText(text);
  const errors = isJsonObject(body) ? getOwn(body, 'errors') : null;
  return Array.isArray(errors) ? errors.filter(isJsonObject).slice(0, MOST_ERRORS) : [];
}

function privilegesOf(detail: Json): string[] {
  const list = isJsonObject(detail) ? getOwn(detail, 'missingPrivileges') : null;
  const names = typeof list === 'object' && list !== null ? Object.values(list) : [];
  return names.filter((name): name is string => typeof name === 'string' && PRIVILEGE.test(name));
}

/** The detail of an error; some are JSON in a text. */
function explain(error: JsonObject): { message: string | null; privileges: string[] } {
  const detail = getOwn(error, 'detail');
  const inner = typeof detail === 'string' && detail.startsWith('{') ? parseText(detail) : null;
  const privileges = privilegesOf(inner);
  if (privileges.length > 0) return { message: `missing privileges: ${privileges.join(', ')}`, privileges };
  const said = isJsonObject(inner) ? getOwn(inner, 'message') : detail;
  const title = getOwn(error, 'title');
  const [message = null] = [said, title].filter((text) => typeof text === 'string' && text !== '');
  return { message: message as string | null, privileges };
}

/** Reads an answer that is a refusal; what `secret` holds never stands in the message. */
export function readRemoteFault(text: string, secret: Readonly<Record<string, string>>): RemoteFault {
  const errors = errorsOf(text);
  const explained = errors.map(explain);
  const message = explained.map((one) => one.message).filter((one) => one !== null);
  const code = errors[0] === undefined ? null : getOwn(errors[0], 'code');
  return {
    code: typeof code === 'string' ? code : null,
    message: remoteMessage(JSON.stringify({ message: message.join('; ') }), secret),
    privileges: explained.flatMap(({ privileges }) => privileges),
  };
}

/** How many seconds an answer asks to wait: Shopware says it in the body, and in no header. Null where it does not say. */
export function secondsToWait({ text }: Pick<ChannelResponse, 'text'>): number | null {
  const meta = getOwn(errorsOf(text)[0] ?? {}, 'meta');
  const parameters = isJsonObject(meta ?? null) ? getOwn(meta as JsonObject, 'parameters') : null;
  const seconds = isJsonObject(parameters ?? null) ? getOwn(parameters as JsonObject, 'seconds') : null;
  return seconds === null || seconds === undefined || seconds === '' ? null : Number(seconds);
}
