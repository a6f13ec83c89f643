import { isJsonObject } from '../../diff/json.js';
import { emailKey, guestCustomerId } from '../../model/email.js';
import type { Member, PrivacyRequest, Subject } from '../../model/privacy-request.js';
import { recordKey } from '../../model/record-key.js';
import type { StoredRecord, StoredRecordAt } from '../../model/stored-record.js';
import type { OrderStore, RecordQuery } from '../../ports/order-store.js';
import type { PrivacyPorts } from './privacy-ports.js';

const PAGE = 100;
const DOCUMENTS = ['invoice', 'shipment', 'refund'] as const;

/** All items of a list. */
export async function* listItems(store: Pick<OrderStore, 'query'>, query: Omit<RecordQuery, 'limit'>) {
  let next: string | null | undefined;
  while (next !== null) {
    const page = await store.query({ ...query, limit: PAGE, ...(next === undefined ? {} : { continuation: next }) });
    yield* page.items as StoredRecordAt[];
    next = page.continuation;
  }
}

/** Where an item lies. */
export function memberOf({ kind, id, recordKey: partition, record }: StoredRecord): Member {
  const number = kind === 'order' && typeof record.number === 'string' ? record.number : null;
  return { kind, key: id, partition, number };
}

/** Puts members together, each once. */
export function joinMembers(...lists: readonly (readonly Member[])[]): Member[] {
  const joined = new Map<string, Member>();
  // What was known first stays first: a pass counts how many it has done.
  for (const member of lists.flat()) if (!joined.has(member.key)) joined.set(member.key, member);
  return [...joined.values()];
}

/**
 * The records of a person in the store: the accounts of the ids and addresses, every order that names one of them or is asked for
 * by itself, and the documents of these orders. Ids and addresses of the accounts that are found count from here on; nothing is
 * concluded from orders.
 */
export async function findPerson(
  { store }: Pick<PrivacyPorts, 'store'>,
  request: PrivacyRequest,
): Promise<{ known: Subject; members: Member[] }> {
  const { profileId } = request;
  const accounts = await findAccounts(store, request);
  const known = widen(request.known ?? request.subject, accounts);
  const named = known.orderIds.map((id) => keyed(profileId, 'order', id));
  const earlier = joinMembers(request.members, named, await findOrders(store, profileId, known));
  const documents: Member[] = [];
  for (const { kind, key } of earlier)
    if (kind === 'order')
      for (const document of DOCUMENTS)
        for await (const { item } of listItems(store, { kind: document, profileId, orderKey: key }))
          documents.push(memberOf(item));
  const people = [...known.customerIds, ...known.emails.map(guestCustomerId)];
  const customers = people.map((id) => keyed(profileId, 'customer', id));
  return { known, members: joinMembers(earlier, documents, accounts.map(memberOf), customers) };
}

function keyed(profileId: string, kind: 'order' | 'customer', id: string): Member {
  const key = recordKey(profileId, kind, id);
  return { kind, key, partition: key, number: null };
}

async function findAccounts(
  store: PrivacyPorts['store'],
  { profileId, subject }: Pick<PrivacyRequest, 'profileId' | 'subject'>,
): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (const id of [...subject.customerIds, ...subject.emails.map(guestCustomerId)]) {
    const key = recordKey(profileId, 'customer', id);
    const stored = await store.read({ kind: 'customer', id: key, recordKey: key });
    if (stored !== null) found.push(stored.item);
  }
  for (const email of subject.emails)
    for await (const { item } of listItems(store, { kind: 'customer', profileId, email })) found.push(item);
  return found;
}

function widen(subject: Subject, accounts: readonly StoredRecord[]): Subject {
  const emails = accounts.flatMap(({ record, remote }) =>
    [record, remote].flatMap((one) =>
      isJsonObject(one ?? undefined) && typeof one?.email === 'string' ? [one.email] : [],
    ),
  );
  const keys = emails.map(emailKey).filter((email) => email !== null);
  return {
    customerIds: [...new Set([...subject.customerIds, ...accounts.map(({ remoteId }) => remoteId)])],
    emails: [...new Set([...subject.emails, ...keys])],
    orderIds: subject.orderIds,
  };
}

async function findOrders(
  store: PrivacyPorts['store'],
  profileId: string,
  { customerIds, emails }: Subject,
): Promise<Member[]> {
  const found: Member[] = [];
  const filters = [...customerIds.map((customerId) => ({ customerId })), ...emails.map((email) => ({ email }))];
  for (const filter of filters)
    for await (const { item } of listItems(store, { kind: 'order', profileId, ...filter })) found.push(memberOf(item));
  return found;
}
