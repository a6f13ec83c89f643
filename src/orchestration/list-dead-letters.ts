import { causeOf, type DeadLetter, type DeadLetterFilter, generalMessage } from '../model/dead-letter.js';
import { errorCodes } from '../model/errors.js';
import type { DeadLetters } from '../ports/dead-letters.js';

/** Dead letters of one cause. */
export interface DeadLetterGroup {
  /** What `retryDeadLetters` and `discardDeadLetters` take as `cause`. */
  cause: string;
  code: string;
  title: string;
  /** What a person does about it; empty for a code that this release does not know. */
  advice: string;
  /** The message without what differs from record to record. */
  message: string;
  count: number;
  /** How many of them will be tried again by themselves. */
  parked: number;
  oldestAt: string;
  newestAt: string;
  profileIds: string[];
  /** The newest of them. */
  example: Pick<DeadLetter, 'eventId' | 'profileId' | 'type' | 'recordId' | 'message'>;
}

/** The failures that wait, by cause. */
export interface DeadLetterGroups {
  /** The largest first. */
  groups: DeadLetterGroup[];
  /** The names of what lies among the dead letters and is none. */
  unreadable: string[];
}

/** Groups dead letters by their cause, so that a person sees one failure where many records met the same. */
export async function groupDeadLetters(
  ports: { deadLetters: Pick<DeadLetters, 'list'> },
  filter: DeadLetterFilter = {},
): Promise<DeadLetterGroups> {
  const groups = new Map<string, DeadLetterGroup>();
  const unreadable: string[] = [];
  for await (const { name, letter } of ports.deadLetters.list(filter)) {
    if (letter === null) unreadable.push(name);
    else add(groups, letter);
  }
  return { groups: [...groups.values()].sort((a, b) => b.count - a.count), unreadable };
}

function add(groups: Map<string, DeadLetterGroup>, letter: DeadLetter): void {
  const cause = causeOf(letter);
  const group = groups.get(cause) ?? newGroup(cause, letter);
  groups.set(cause, group);
  group.count += 1;
  if (letter.retry !== null) group.parked += 1;
  if (!group.profileIds.includes(letter.profileId)) group.profileIds.push(letter.profileId);
  if (letter.at < group.oldestAt) group.oldestAt = letter.at;
  if (letter.at <= group.newestAt) return;
  group.newestAt = letter.at;
  group.example = exampleOf(letter);
}

function newGroup(cause: string, letter: DeadLetter): DeadLetterGroup {
  const { code, message, at } = letter;
  const facts = Object.hasOwn(errorCodes, code) ? errorCodes[code as keyof typeof errorCodes] : null;
  return {
    cause,
    code,
    title: facts?.title ?? code,
    advice: facts?.advice ?? '',
    message: generalMessage(message),
    count: 0,
    parked: 0,
    oldestAt: at,
    newestAt: at,
    profileIds: [],
    example: exampleOf(letter),
  };
}

function exampleOf({ eventId, profileId, type, recordId, message }: DeadLetter): DeadLetterGroup['example'] {
  return { eventId, profileId, type, recordId, message };
}
