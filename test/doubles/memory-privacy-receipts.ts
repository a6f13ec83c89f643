import type { PrivacyReceipt } from '../../src/model/privacy-receipt.js';
import type { PrivacyReceipts } from '../../src/ports/privacy-receipts.js';
import { clone } from './clone.js';

/** Privacy receipts in memory. */
export function createMemoryPrivacyReceipts(): PrivacyReceipts {
  const receipts = new Map<string, PrivacyReceipt>();
  const keyOf = (profileId: string, id: string) => JSON.stringify([profileId, id]);
  return {
    async read(profileId, id) {
      return clone(receipts.get(keyOf(profileId, id)) ?? null);
    },
    async put(receipt) {
      receipts.set(keyOf(receipt.profileId, receipt.id), clone(receipt));
    },
    async *list(profileId) {
      for (const receipt of [...receipts.values()])
        if (profileId === undefined || receipt.profileId === profileId) yield clone(receipt);
    },
  };
}
