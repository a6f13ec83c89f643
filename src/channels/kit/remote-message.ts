const MAX_LENGTH = 200;
/** Shorter pieces of a header are words such as `Bearer`, not secrets. */
const MIN_SECRET_LENGTH = 8;

const MAX_DEPTH = 6;
const KEYS = ['message', 'messages', 'detail', 'title', 'errors', 'error_description', 'error'];
/** Headers that are the same for every profile. */
const OPEN_HEADERS = new Set(['accept', 'content-type', 'user-agent']);

function firstText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return firstText(value[0], depth + 1);
  const fields = value as Record<string, unknown>;
  for (const key of KEYS) {
    const text = Object.hasOwn(fields, key) ? firstText(fields[key], depth + 1) : null;
    if (text !== null && text !== '') return text;
  }
  return null;
}

function redact(text: string, headers: Readonly<Record<string, string>>): string {
  const pieces = Object.entries(headers)
    .filter(([name]) => !OPEN_HEADERS.has(name.toLowerCase()))
    .flatMap(([, value]) => value.split(/[\s",]+/));
  return pieces
    .filter((piece) => piece.length >= MIN_SECRET_LENGTH)
    .reduce((left, piece) => left.replaceAll(piece, '…'), text);
}

/**
 * What a JSON error answer says, fit for a log line and a reader: one line, at most 200 characters, without control
 * characters and without anything that the request's own headers held. Null when the answer is not JSON or says nothing.
 */
export function remoteMessage(text: string, sentHeaders: Readonly<Record<string, string>>): string | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const found = firstText(body);
  if (found === null) return null;
  const line = redact(found, sentHeaders)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line === '' ? null : line.slice(0, MAX_LENGTH).toWellFormed();
}
