import type { Json, JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

/** So many can be asked for. */
const MOST_METAFIELDS = 25;

/** What somebody attached, each as `custom.<key>`; of several with one key the later ones are told by their place. */
export function customAttributes(fields: RawFields): JsonObject {
  const kept: JsonObject = {};
  for (const [index, attribute] of fields.objects('customAttributes').entries()) {
    const key = attribute.filledText('key') ?? String(index + 1);
    const name = Object.hasOwn(kept, `custom.${key}`) ? `custom.${key}#${index + 1}` : `custom.${key}`;
    kept[name] = attribute.json('value');
  }
  return kept;
}

/** The metafields that were asked for, each as `metafield.<namespace>.<key>`; those that the object does not have are left out. */
export function metafields(fields: RawFields): JsonObject {
  const kept: [string, Json][] = [];
  for (let index = 0; index < MOST_METAFIELDS; index += 1) {
    const metafield = fields.object(`metafield${index}`);
    const [namespace, key] = [metafield?.filledText('namespace'), metafield?.filledText('key')];
    if (metafield && namespace && key) kept.push([`metafield.${namespace}.${key}`, metafield.json('value')]);
  }
  return Object.fromEntries(kept);
}
