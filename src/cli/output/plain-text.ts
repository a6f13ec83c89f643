// Controls (C0 but for tab and line feed, DEL, C1), line separators, and what turns the direction of text around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The text without anything that a terminal obeys instead of showing; tabs and line feeds stay. */
export function toPlainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE, '');
}

/** The same on one line, as a value stands in a line or a cell, so that it cannot pass for a line of ours. */
export function toOneLine(text: string): string {
  return toPlainText(text.replaceAll('\r', '\n'))
    .replace(/[\n\t]+/g, ' ')
    .trim();
}

/** JSON in which such characters are escaped: the same value, safe to show. `indent` 0 gives one line. */
export function formatJson(value: unknown, indent = 2): string {
  const toEscape = (found: string): string => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // What JSON.stringify leaves of these stands inside of strings: outside of them it writes only line feeds and spaces.
  return (JSON.stringify(value, null, indent) ?? 'null').replace(UNSAFE, toEscape);
}
