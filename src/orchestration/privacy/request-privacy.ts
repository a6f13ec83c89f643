import { emailKey } from '../../model/email.js';
import { noCounts, type PrivacyReceipt } from '../../model/privacy-receipt.js';
import { type PrivacyRequest, privacyRequest } from '../../model/privacy-request.js';
import type { PrivacyPorts } from './privacy-ports.js';

/** Who is asked about what, by whom. The same id is the same request. */
export type PrivacyAsk = Pick<PrivacyRequest, 'id' | 'profileId' | 'kind' | 'requestedAt' | 'from' | 'by' | 'subject'>;

/** Blob storage alone, so that a request is taken while the order store is down. */
export type RequestPorts = Pick<PrivacyPorts, 'privacyRequests' | 'privacyReceipts'>;

/** Asks for a person's data or its removal: durable when this returns. Gives the name of the request, which a trigger takes up. */
export async function requestPrivacy(ports: RequestPorts, ask: PrivacyAsk): Promise<string> {
  const emails = ask.subject.emails.map(emailKey).filter((email) => email !== null);
  const request = privacyRequest.parse({ ...ask, subject: { ...ask.subject, emails } });
  const name = await ports.privacyRequests.put(request);
  const receipt = await ports.privacyReceipts.read(request.profileId, request.id);
  if (receipt === null) await ports.privacyReceipts.put(newReceipt(request));
  return name;
}

/** The receipt of a request of which nothing is done yet. */
export function newReceipt({ id, profileId, kind, requestedAt, from, by }: PrivacyRequest): PrivacyReceipt {
  return {
    id,
    profileId,
    kind,
    state: 'working',
    requestedAt,
    finishedAt: null,
    from,
    by,
    total: noCounts(),
    passes: [],
    failure: null,
    exportUntil: null,
  };
}
