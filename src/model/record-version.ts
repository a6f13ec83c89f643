/**
 * Which of two versions of a record is newer. `order` is comparable text made from the source's own version, `receipt` the
 * ULID of its arrival, which settles versions that are the same.
 */
export interface RecordVersion {
  order: string;
  receipt: string;
}

const REVISION = /^\d{1,18}$/;

/**
 * Comparable text for a source version: an instant, capped to the time of receipt so that a clock in the future cannot
 * block later updates for ever; or a revision number. Without one the time of receipt is the version.
 */
export function versionOrder(sourceVersion: string | null, receivedAt: string): string {
  const received = new Date(receivedAt).toISOString();
  if (sourceVersion === null) return received;
  if (REVISION.test(sourceVersion)) return `r${sourceVersion.padStart(18, '0')}`;
  const time = Date.parse(sourceVersion);
  if (Number.isNaN(time)) return received;
  return new Date(Math.min(time, Date.parse(received))).toISOString();
}

/** Whether `version` is older than `than`. A revision number and an instant cannot be compared; then arrival decides. */
export function isOlder(version: RecordVersion, than: RecordVersion): boolean {
  const comparable = version.order.startsWith('r') === than.order.startsWith('r');
  if (comparable && version.order !== than.order) return version.order < than.order;
  return version.receipt < than.receipt;
}
