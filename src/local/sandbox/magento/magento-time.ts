/** Spells an instant as the shop's database does: UTC, whole seconds, no zone marker. */
export function formatMagentoTime(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Cuts an instant down to the whole second that the database keeps. */
export function toWholeSecond(instantMs: number): number {
  return Math.floor(instantMs / 1000) * 1000;
}
