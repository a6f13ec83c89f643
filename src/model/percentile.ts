/**
 * The value that `p` percent of the values do not exceed (nearest rank), in whatever order they come; null when there are none.
 * `p` lies between 0 and 100.
 */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((Math.min(p, 100) / 100) * sorted.length));
  return sorted[rank - 1] ?? null;
}
