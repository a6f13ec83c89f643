/**
 * Which of two versions of a record is newer. `order` is comparable text made from the source's own version, empty where the source
 * gives none; `receipt` is the ULID of its arrival, which settles versions that are the same or cannot be compared.
 */
export interface RecordVersion {
  order: string;
  receipt: string;
}

const REVISION = /^\d{1,18}$/;
/** Clocks differ a little: only a version further in the future than this is taken for the time of receipt. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Comparable text for a source version: an instant, capped to the time of receipt where it lies far in the future, so that a wrong
 * clock cannot block later updates for ever; or a revision number.
 */
export function versionOrder(sourceVersion: string | null, receivedAt: string): string {
  if (sourceVersion === null) return '';
  if (REVISION.test(sourceVersion)) return `r${sourceVersion.padStart(18, '0')}`;
  const time = Date.parse(sourceVersion);
  if (Number.isNaN(time)) return '';
  const received = Date.parse(receivedAt);
  return new Date(time > received + CLOCK_TOLERANCE_MS ? received : time).toISOString();
}

/** Whether `version` is older than `than`. Without a version, and between a revision number and an instant, arrival decides. */
export function isOlder(version: RecordVersion, than: RecordVersion): boolean {
  const comparable = version.order !== '' && than.order !== '' && isRevision(version) === isRevision(than);
  if (comparable && version.order !== than.order) return version.order < than.order;
  return version.receipt < than.receipt;
}

function isRevision(version: RecordVersion): boolean {
  return version.order.startsWith('r');
}

/** The version of a record after an arrival: one without a version of its own leaves what is known of the source's. */
export function succeed(version: RecordVersion, known: RecordVersion | undefined): RecordVersion {
  return version.order === '' && known !== undefined ? { ...version, order: known.order } : version;
}
