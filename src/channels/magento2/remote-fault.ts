import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { parseJson } from '../../model/json-text.js';
import { remoteMessage } from '../kit/remote-message.js';

/** What Magento says when it refuses: a pattern, and its parameters, which it never fills in itself. */
export interface RemoteFault {
  /** The message as Magento spells it, with its placeholders; null when the answer is not one of Magento's. */
  pattern: string | null;
  parameters: Json;
  /** The message with its placeholders filled in, fit for a person; null as the pattern. */
  message: string | null;
}

function parseBody(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** Reads an answer that is a refusal; `secrets` never stand in the message. An HTML page of a proxy says nothing. */
export function readRemoteFault(text: string, secrets: Readonly<Record<string, string>>): RemoteFault {
  const body = parseBody(text);
  const pattern = isJsonObject(body) ? getOwn(body, 'message') : null;
  if (!isJsonObject(body) || typeof pattern !== 'string') return { pattern: null, parameters: null, message: null };
  const parameters = getOwn(body, 'parameters') ?? null;
  return { pattern, parameters, message: remoteMessage(JSON.stringify({ message: pattern, parameters }), secrets) };
}
