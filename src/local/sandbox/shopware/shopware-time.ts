/** Spells an instant as the interface does: UTC, milliseconds, a numeric zone. */
export function formatInstant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 23)}+00:00`;
}

/** Spells an instant that may be missing. */
export function formatMaybe(atMs: number | null): string | null {
  return atMs === null ? null : formatInstant(atMs);
}

/** Reads an instant as the database does: a text without a zone is UTC. NaN for what is none. */
export function readInstant(text: string): number {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return Number.NaN;
  const iso = text.trim().replace(' ', 'T');
  if (!iso.includes('T')) return Date.parse(`${iso}T00:00:00Z`);
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`);
}
