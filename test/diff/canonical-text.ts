import type { Json } from '../../src/diff/json.js';

/** A text that two values share exactly when they are the same record; the slow and obvious oracle for `equal`. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) {
    const elements = value.map(canonicalText);
    return `[${(isKeyed(value) ? elements.sort() : elements).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${canonicalText(child)}`);
    return `{${properties.sort().join(',')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function isKeyed(array: Json[]): boolean {
  const ids = array.map((element) =>
    typeof element === 'object' && element !== null && !Array.isArray(element) ? element.id : undefined,
  );
  return ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length;
}
