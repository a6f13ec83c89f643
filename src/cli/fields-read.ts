import type { Json } from '../diff/json.js';
import { formatPlace } from './format-place.js';

/** The fields, such as `items[].sku`, whose values `use` looks at in any of the payloads, or takes over into what it gives. */
export function fieldsRead(payloads: readonly Json[], use: (payload: Json) => Json): Set<string> {
  const read = new Set<string>();
  // What is taken over as it is, is looked at when it is written down.
  for (const payload of payloads) JSON.stringify(use(watch(payload, [], read)));
  return read;
}

function watch(value: Json, tokens: readonly string[], read: Set<string>): Json {
  if (typeof value !== 'object' || value === null) {
    read.add(formatPlace(tokens));
    return value;
  }
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const found = Reflect.get(target, key, receiver);
      const isOwn = typeof key === 'string' && Object.hasOwn(target, key) && key !== 'length';
      return isOwn ? watch(found, [...tokens, key], read) : found;
    },
  });
}
