/** A piece of code to be printed: code as it stands, an object, a list, or what wraps another piece, such as `z.array`. */
export type Code =
  | string
  | { fields: readonly (readonly [name: string, value: Code])[]; open?: boolean; spread?: string }
  | { list: readonly Code[] }
  | { wrap: string; inside: Code };

const WIDTH = 120;
const NAME = /^(?!.*[\u{10000}-\u{10ffff}])[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
/** Words that are values, and no variables that a field could be named after. */
const VALUES = ['true', 'false', 'null', 'undefined'];

/** The text as a string of TypeScript, in the quotes that the formatter prefers; it means this text, whatever that holds. */
export function quote(text: string): string {
  // The linter takes what looks like the slot of a template for a mistake.
  const json = JSON.stringify(text)
    .replace(/[\u007f-\uffff]/g, escapeOdd)
    .replaceAll('${', '$\\u007b');
  const count = (mark: string) => text.split(mark).length;
  if (count("'") > count('"')) return json;
  const inner = json.slice(1, -1).replace(/\\.|'/gs, (found) => UNQUOTED[found] ?? found);
  return `'${inner}'`;
}

const UNQUOTED: Readonly<Record<string, string>> = { '\\"': '"', "'": "\\'" };

/** Letters and signs stay; what cannot be seen, such as a line separator or half of a pair, is spelled by its number. */
function escapeOdd(found: string): string {
  return /^[\p{L}\p{N}\p{P}\p{Sc}\p{Sm}]$/u.test(found)
    ? found
    : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A value of JSON as code. */
export function toCode(value: unknown): Code {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return { list: value.map(toCode) };
  if (typeof value !== 'object' || value === null) return String(value);
  return { fields: Object.entries(value).map(([name, field]) => [name, toCode(field)] as const) };
}

/**
 * The code as the formatter would print it: on one line where that fits between `indent` and what stands `before` and behind it,
 * else one field a line. What is `open`, or spreads another object, is never put on one line.
 */
export function printCode(code: Code, indent = 0, before = 0): string {
  const flat = printFlat(code);
  // One more for the comma behind it.
  if (flat !== null && before + flat.length + 1 <= WIDTH) return flat;
  if (typeof code === 'string') return code;
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  if ('wrap' in code) return `${code.wrap}(${printWrapped(code.inside, indent)})`;
  if ('list' in code) {
    const lines = code.list.map((one) => `${inner}${printCode(one, indent + 2, indent + 2)},\n`);
    return `[\n${lines.join('')}${outer}]`;
  }
  const lines = code.fields.map(([name, value]) => {
    const head = `${inner}${printName(name)}: `;
    return isShorthand(name, value) ? `${inner}${name},\n` : `${head}${printCode(value, indent + 2, head.length)},\n`;
  });
  const spread = code.spread === undefined ? '' : `${inner}...${code.spread},\n`;
  return `{\n${spread}${lines.join('')}${outer}}`;
}

/** An object hugs the brackets of its call; anything else that does not fit on the line stands on lines of its own. */
function printWrapped(inside: Code, indent: number): string {
  if (typeof inside === 'object' && 'fields' in inside) return printCode(inside, indent);
  const inner = ' '.repeat(indent + 2);
  return `\n${inner}${printCode(inside, indent + 2, indent + 2)},\n${' '.repeat(indent)}`;
}

function printFlat(code: Code): string | null {
  if (typeof code === 'string') return code.includes('\n') ? null : code;
  if ('wrap' in code) {
    const inside = printFlat(code.inside);
    return inside === null ? null : `${code.wrap}(${inside})`;
  }
  const parts = 'list' in code ? code.list.map(printFlat) : code.fields.map(printFlatField);
  if (parts.includes(null) || ('open' in code && (code.open === true || code.spread !== undefined))) return null;
  if ('list' in code) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

function printFlatField([name, value]: readonly [string, Code]): string | null {
  if (isShorthand(name, value)) return name;
  const flat = printFlat(value);
  return flat === null ? null : `${printName(name)}: ${flat}`;
}

function isShorthand(name: string, value: Code): boolean {
  return value === name && NAME.test(name) && !VALUES.includes(name);
}

function printName(name: string): string {
  return NAME.test(name) ? name : quote(name);
}

/** A value as a JSON file, as the formatter would print it. */
export function printJson(value: unknown): string {
  return `${printJsonValue(value, 0, 0)}\n`;
}

function printJsonValue(value: unknown, indent: number, before: number): string {
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  if (Array.isArray(value)) {
    const flat = JSON.stringify(value).replaceAll('","', '", "');
    const isPlain = value.every((one) => typeof one === 'string');
    if (isPlain && before + flat.length + 1 <= WIDTH) return flat;
    const lines = value.map((one) => `${inner}${printJsonValue(one, indent + 2, indent + 2)}`);
    return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${outer}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lines = Object.entries(value).map(([name, field]) => {
    const head = `${inner}${JSON.stringify(name)}: `;
    return `${head}${printJsonValue(field, indent + 2, head.length)}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${outer}}`;
}
