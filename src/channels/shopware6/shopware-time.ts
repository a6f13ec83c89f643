const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)\s*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * An instant as Shopware spells it (`2023-05-04T13:36:26.566+00:00`; without a zone it is UTC) as RFC 3339 in UTC, always with
 * milliseconds, so that two of them compare as texts; null when it is none.
 */
export function fromShopwareTime(text: string): string | null {
  const [, day, time, zone = 'Z'] = TIME.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const at = new Date(`${day}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** An instant for a filter: as the shop's database spells it, because not every version of it reads a zone. */
export function toFilterTime(instant: string): string {
  return new Date(instant).toISOString().slice(0, 23).replace('T', ' ');
}
