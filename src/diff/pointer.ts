import { getOwn, isJsonObject, type Json } from './json.js';

/** The text is no JSON Pointer (RFC 6901). */
export class PointerError extends Error {
  override readonly name = 'PointerError';

  constructor(
    readonly pointer: string,
    readonly reason: string,
  ) {
    super(`${JSON.stringify(pointer)} is not a JSON Pointer: ${reason}`);
  }
}

/**
 * The reference tokens of a JSON Pointer, unescaped; none for the whole document.
 * @throws PointerError when it does not begin with a slash, or a tilde is not followed by 0 or 1.
 */
export function parsePointer(text: string): string[] {
  if (text === '') return [];
  if (!text.startsWith('/')) throw new PointerError(text, 'it does not begin with "/"');
  if (/~(?![01])/.test(text)) throw new PointerError(text, 'a "~" is not followed by 0 or 1');
  const tokens = text.slice(1).split('/');
  return text.includes('~') ? tokens.map(unescapeToken) : tokens;
}

/** The JSON Pointer that names these tokens, from the root down. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** The token as it stands inside a pointer: `~` is `~0` and `/` is `~1`. */
export function escapeToken(token: string | number): string {
  if (typeof token === 'number') return String(token);
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** "First transforming any occurrence of the sequence '~1' to '/', and then '~0' to '~'" (RFC 6901, 4). */
function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * What the pointer (or its tokens) names in the value, or undefined where there is nothing.
 * Only own keys and elements that exist count; `-` names nothing.
 * @throws PointerError for a text that is no pointer.
 */
export function readPointer(value: Json, pointer: string | readonly string[]): Json | undefined {
  const tokens = typeof pointer === 'string' ? parsePointer(pointer) : pointer;
  let found: Json | undefined = value;
  for (const token of tokens) {
    found = readChild(found, token);
    if (found === undefined) return undefined;
  }
  return found;
}

/** The property or the element that one token names, or undefined. */
export function readChild(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return value[parseIndex(token) ?? value.length];
  return isJsonObject(value) ? getOwn(value, token) : undefined;
}

/** The array index that a token spells, without sign or leading zero; undefined for any other token. */
export function parseIndex(token: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(token) ? Number(token) : undefined;
}
