import { privacyReceipt } from '../model/privacy-receipt.js';
import { hashName } from '../model/record-key.js';
import type { PrivacyReceipts } from '../ports/privacy-receipts.js';
import { type BlobOptions, openBlobContainer } from './blob-container.js';
import { requireBlob } from './blob-json.js';

/** Privacy receipts as blobs `<hash of the profile>/<hash of the id>.json`, so that a profile's own are one listing. */
export function createBlobPrivacyReceipts(options: BlobOptions): PrivacyReceipts {
  const blobs = openBlobContainer(options);
  const folderOf = (profileId: string) => `${hashName(profileId)}/`;
  const nameOf = (profileId: string, id: string) => `${folderOf(profileId)}${hashName(id)}.json`;
  const load = async (name: string) => {
    const blob = await blobs.read(name);
    return blob && requireBlob(privacyReceipt, blob.text, name);
  };
  return {
    read: (profileId, id) => load(nameOf(profileId, id)),
    put: (receipt) => blobs.put(nameOf(receipt.profileId, receipt.id), JSON.stringify(receipt)),
    async *list(profileId) {
      for await (const { name } of blobs.list(profileId === undefined ? '' : folderOf(profileId))) {
        const receipt = await load(name);
        if (receipt !== null) yield receipt;
      }
    },
  };
}
