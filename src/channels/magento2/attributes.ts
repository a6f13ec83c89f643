import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

/** Magento fields that are kept under their own names in camel case. */
export interface KeptFields {
  texts: readonly string[];
  decimals: readonly string[];
  flags: readonly string[];
  /** Extension attributes that are mapped elsewhere. */
  mappedExtensions: readonly string[];
  /** Custom attributes that are mapped elsewhere. */
  mappedCustom?: readonly string[];
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

/** The custom attributes by their codes: texts, or lists of texts. A field of another shape holds none. */
export function customAttributes(fields: RawFields): Map<string, Json> {
  const list = fields.json('custom_attributes');
  if (typeof list !== 'object' || list === null) return new Map();
  const entries = Object.values(list).flatMap((one): [string, Json][] => {
    if (!isJsonObject(one)) return [];
    const code = getOwn(one, 'attribute_code');
    return typeof code === 'string' ? [[code, getOwn(one, 'value') ?? null]] : [];
  });
  return new Map(entries);
}

function readCustom(fields: RawFields, mapped: readonly string[]): JsonObject {
  const kept = [...customAttributes(fields)].filter(([code, value]) => !mapped.includes(code) && !isEmpty(value));
  return Object.fromEntries(kept.map(([code, value]) => [`custom.${code}`, value]));
}

/**
 * The attributes of a record or a line: the kept fields by Magento's names in camel case (amounts and quantities as decimal
 * strings, flags only when set), the extension attributes as `extension.<name>`, the custom ones as `custom.<code>`. What is absent
 * or empty is left out.
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
  return {
    ...attributes,
    ...readExtensions(fields, kept.mappedExtensions),
    ...readCustom(fields, kept.mappedCustom ?? []),
  };
}
