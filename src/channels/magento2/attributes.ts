import type { Json, JsonObject } from '../../diff/json.js';
import type { RawFields } from './raw-fields.js';

/** Magento fields that are kept under their own names in camel case. */
export interface KeptFields {
  texts: readonly string[];
  decimals: readonly string[];
  flags: readonly string[];
  /** Extension attributes that are mapped elsewhere. */
  mappedExtensions: readonly string[];
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isEmpty(value: Json): boolean {
  if (value === '' || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The extension attributes as they stand, each as `extension.<name>`; empty ones are left out. */
function readExtensions(fields: RawFields, mapped: readonly string[]): JsonObject {
  const extensions = fields.object('extension_attributes');
  if (extensions === null) return {};
  const kept = extensions.keys().filter((name) => !mapped.includes(name) && !isEmpty(extensions.json(name)));
  return Object.fromEntries(kept.map((name) => [`extension.${name}`, extensions.json(name)]));
}

/**
 * The attributes of an order or a line: the kept fields by Magento's names in camel case (amounts and quantities as decimal
 * strings, flags only when set), then the extension attributes. What is absent or empty is left out.
 */
export function readAttributes(fields: RawFields, kept: KeptFields): JsonObject {
  const attributes: JsonObject = {};
  for (const name of kept.texts) {
    const text = fields.filledText(name);
    if (text !== null) attributes[camelCase(name)] = text;
  }
  for (const name of kept.decimals) {
    const decimal = fields.decimal(name);
    if (decimal !== null) attributes[camelCase(name)] = decimal.toFixed();
  }
  for (const name of kept.flags) if (fields.flag(name)) attributes[camelCase(name)] = true;
  return { ...attributes, ...readExtensions(fields, kept.mappedExtensions) };
}
