import type { PrivacyReceipt } from '../model/privacy-receipt.js';

/** What became of privacy requests: kept for good, without the data. */
export interface PrivacyReceipts {
  read(profileId: string, id: string): Promise<PrivacyReceipt | null>;
  /** Writes the receipt as it stands now; a request has one worker at a time. */
  put(receipt: PrivacyReceipt): Promise<void>;
  /** Those of a profile, or all. */
  list(profileId?: string): AsyncIterable<PrivacyReceipt>;
}
