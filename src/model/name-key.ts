/** The most characters of a name that is compared. */
const MOST = 512;

/**
 * A name as it is compared: in one form of Unicode (NFKC), without regard to case, blanks collapsed. Null when nothing is left, or when it
 * is too long to be a name.
 */
export function nameKey(name: string): string | null {
  if (name.length > MOST) return null;
  // Upper case first: `ß` and `SS` are one letter to a reader, and only upper case says so.
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  const key = folded.replace(/\s+/gu, ' ').trim();
  return key === '' || key.length > MOST ? null : key;
}
