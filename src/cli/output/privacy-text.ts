import { errorCodes } from '../../model/errors.js';
import {
  isNothing,
  type PrivacyCounts,
  type PrivacyPlace,
  type PrivacyReceipt,
  privacyPlaces,
} from '../../model/privacy-receipt.js';
import { formatFacts } from './facts.js';
import { formatTable } from './table.js';
import { formatWhen, plural } from './when.js';

const KINDS: Readonly<Record<PrivacyReceipt['kind'], string>> = {
  'export-person': 'export of a person',
  'erase-person': 'removal of a person',
  'erase-shop': 'removal of everybody',
};

const NOUNS: Readonly<Record<PrivacyPlace, string>> = {
  orders: 'order',
  documents: 'document',
  customers: 'customer',
  cache: 'cached record',
  sentPayloads: 'note of what was sent',
  events: 'event',
  eventBodies: 'event body',
  deadLetters: 'dead letter',
  queuedRecords: 'queued record',
  exports: 'export',
};

/** What lay where: `2 orders, 1 customer`. */
export function formatCounts(counts: PrivacyCounts): string {
  if (isNothing(counts)) return 'nothing';
  const some = privacyPlaces.filter((place) => counts[place] > 0);
  return some.map((place) => countOf(counts[place], NOUNS[place])).join(', ');
}

function countOf(count: number, noun: string): string {
  if (noun === 'event body') return count === 1 ? '1 event body' : `${count} event bodies`;
  return noun.startsWith('note of')
    ? `${count === 1 ? '1 note' : `${count} notes`} of what was sent`
    : plural(count, noun);
}

/** Receipts one a line. */
export function formatReceipts(receipts: readonly PrivacyReceipt[]): string {
  if (receipts.length === 0) return 'no privacy requests\n';
  return formatTable(
    ['REQUEST', 'PROFILE', 'WHAT', 'ASKED', 'FROM', 'STATE', 'FOUND'],
    receipts.map(({ id, profileId, kind, requestedAt, from, state, total, failure }) => [
      id,
      profileId,
      KINDS[kind],
      formatWhen(requestedAt),
      from,
      failure === null ? state : `${state}, ${failure.code}`,
      formatCounts(total),
    ]),
  );
}

/** One receipt with its passes. */
export function formatReceipt(receipt: PrivacyReceipt): string {
  const { id, profileId, kind, state, requestedAt, finishedAt, from, by, total, passes, failure, exportUntil } =
    receipt;
  const facts = [
    ['request', id],
    ['what', `${KINDS[kind]} of ${profileId}`],
    ['asked', `${formatWhen(requestedAt)}, by ${by ?? 'the sales channel'} (${from})`],
    ['state', finishedAt === null ? state : `${state} since ${formatWhen(finishedAt)}`],
    [kind === 'export-person' ? 'found' : 'removed', formatCounts(total)],
    ['failed', failure === null ? '' : `${formatWhen(failure.at)} ${failure.code}: ${errorCodes[failure.code].advice}`],
    ['document', exportUntil === null ? '' : `kept until ${formatWhen(exportUntil)}: --out <file> writes it`],
    ['next', state === 'working' ? 'it is looked for again until nothing is found, 15 min after it was asked' : ''],
  ] as const;
  const lines = passes.map(({ startedAt, removed }) => `  ${formatWhen(startedAt)}  ${formatCounts(removed)}\n`);
  return formatFacts(facts) + (lines.length === 0 ? '' : `\npasses\n${lines.join('')}`);
}
