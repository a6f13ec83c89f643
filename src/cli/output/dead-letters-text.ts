import type { DeadLetter } from '../../model/dead-letter.js';
import type { DeadLetterGroups } from '../../orchestration/list-dead-letters.js';
import { formatFacts } from './facts.js';
import { formatTable } from './table.js';
import { formatWhen, plural } from './when.js';

type Group = DeadLetterGroups['groups'][number];
type Head = Omit<DeadLetter, 'envelope'>;

/** The failures by cause, the largest first: how many, what it is, since when, and what to do. */
export function formatGroups({ groups, unreadable }: DeadLetterGroups): string {
  const lost = unreadable.length === 0 ? '' : `not readable as dead letters: ${unreadable.join(', ')}\n`;
  if (groups.length === 0) return `no dead letters\n${lost}`;
  return groups.map(formatGroup).join('\n') + lost;
}

function formatGroup(group: Group): string {
  const { cause, title, message, advice, count, parked, oldestAt, newestAt, profileIds, example } = group;
  const again = parked > 0 ? `, ${parked} of them tried again by themselves` : '';
  const facts = [
    ['cause', cause],
    ['message', message],
    ['since', `${formatWhen(oldestAt)}, last ${formatWhen(newestAt)}, in ${profileIds.join(', ')}`],
    ['such as', `${example.type} ${example.recordId ?? '(no id)'}, event ${example.eventId}: ${example.message}`],
    ['to do', advice],
  ] as const;
  return `${plural(count, 'record')}: ${title}${again}\n${formatFacts(facts, '  ')}`;
}

/** Dead letters one a line. */
export function formatLetters(letters: readonly Head[]): string {
  if (letters.length === 0) return 'no dead letters of this cause\n';
  return formatTable(
    ['EVENT', 'PROFILE', 'TYPE', 'RECORD', 'WHEN', 'NEXT TRY', 'MESSAGE'],
    letters.map(({ eventId, profileId, type, recordId, at, retry, message }) => [
      eventId,
      profileId,
      type,
      recordId ?? '-',
      formatWhen(at),
      retry === null ? 'by hand' : formatWhen(retry.nextTryAt),
      message,
    ]),
  );
}

/** One dead letter with its raw payload. */
export function formatLetter(letter: DeadLetter): string {
  const { eventId, profileId, type, recordId, code, message, step, at, retry, envelope } = letter;
  const tries = retry?.tries === 1 ? '1 try' : `${retry?.tries} tries`;
  const facts = [
    ['event', eventId],
    ['record', `${type} ${recordId ?? '(no id)'} of ${profileId}`],
    ['failed', `${formatWhen(at)} at ${step}`],
    ['error', `${code}: ${message}`],
    ['again', retry === null ? 'by hand only' : `${formatWhen(retry.nextTryAt)}, after ${tries}`],
  ] as const;
  return `${formatFacts(facts)}\n${rawOf(envelope)}\n`;
}

/** The payload as it came; the whole line where it is no envelope. */
function rawOf(envelope: string): string {
  try {
    const { raw } = JSON.parse(envelope) as { raw?: unknown };
    return typeof raw === 'string' ? raw : envelope;
  } catch {
    return envelope;
  }
}
