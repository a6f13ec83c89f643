/** A copy as it would come back from a store: through its JSON text. */
export function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
