/** The elements' own ids where each has another one that is not reserved, else their places in the list, from 1. */
export function ownIds(ids: readonly (string | null)[], reserved: readonly string[] = []): string[] {
  const own = ids.flatMap((id) => (id === null || reserved.includes(id) ? [] : [id]));
  const isGood = own.length === ids.length && new Set(own).size === own.length;
  return isGood ? own : ids.map((_, index) => String(index + 1));
}
