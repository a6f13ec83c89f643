import { eraseEvent } from '../../model/erase-event.js';
import type { Erasure } from '../../model/erasure.js';
import { PipelineError } from '../../model/errors.js';
import type { PipelineEvent } from '../../model/event.js';
import type { Member } from '../../model/privacy-request.js';
import { deadLetterEvent, eventIdOf, toDeadLetter } from '../dead-letter.js';
import { logEvent } from '../log-event.js';
import { queueBlobName } from '../queue-names.js';
import { type QueuedLine, readLines } from '../queued-line.js';
import { belongsTo, type Whom } from './belongs-to.js';
import type { PrivacyPorts } from './privacy-ports.js';

/** Waiting records of a person: the name of the queue blob with the events that its lines would end in, or that of a dead letter. */
export type Waiting =
  | { place: 'queue'; name: string; eventIds: Set<string>; members: Member[]; lines: QueuedLine[] }
  | { place: 'dead-letter'; name: string; members: Member[]; lines: QueuedLine[] };

/** Everything that waits and is about the person: in the queue, and among the dead letters, parked ones too. */
export async function* findWaiting(
  ports: Pick<PrivacyPorts, 'queue' | 'deadLetters'>,
  whom: Whom,
): AsyncIterable<Waiting> {
  for await (const { name } of ports.queue.list()) {
    const blob = await ports.queue.read(name);
    const found = readLines(blob?.body ?? '').flatMap((line) => toFound(whom, line));
    const members = found.map(({ member }) => member);
    const lines = found.map(({ line }) => line);
    if (found.length > 0) yield { place: 'queue', name, eventIds: new Set(lines.map(eventIdOf)), members, lines };
  }
  for await (const { name, letter } of ports.deadLetters.list({})) {
    const [line] = letter === null ? [] : readLines(letter.envelope);
    const [found] = line === undefined ? [] : toFound(whom, line);
    if (found !== undefined) yield { place: 'dead-letter', name, members: [found.member], lines: [found.line] };
  }
}

function toFound(whom: Whom, line: QueuedLine): { member: Member; line: QueuedLine }[] {
  const member = belongsTo(whom, line);
  return member === null ? [] : [{ member, line }];
}

/**
 * Takes waiting records away, each with its terminal event; what else lies in a queue blob goes on in another. A record that is
 * processed meanwhile is met in the store by the next pass. Gives how many were taken away.
 */
export async function eraseWaiting(ports: PrivacyPorts, waiting: Waiting, erasure: Erasure): Promise<number> {
  return waiting.place === 'queue'
    ? eraseLines(ports, waiting.name, waiting.eventIds, erasure)
    : eraseLetter(ports, waiting.name, erasure);
}

async function eraseLines(
  ports: PrivacyPorts,
  name: string,
  eventIds: ReadonlySet<string>,
  erasure: Erasure,
): Promise<number> {
  const lines = readLines((await ports.queue.read(name))?.body ?? '');
  const theirs = lines.filter((line) => eventIds.has(eventIdOf(line)));
  const others = lines.filter((line) => !eventIds.has(eventIdOf(line)));
  if (theirs.length === 0) return 0;
  const now = ports.clock.now();
  for (const line of theirs) {
    const letter = toDeadLetter(line, new PipelineError('internal', ''), now);
    await endAsErased(ports, await deadLetterEvent(ports, letter, name, now), erasure);
  }
  // The same lines under the same event ids: whoever still processes the old blob does the same.
  const rest = others.map(({ text }) => `${text}\n`).join('');
  if (others.length > 0) await ports.queue.put(queueBlobName(`${name}|without|${erasure.requestId}`), rest);
  await ports.queue.delete(name);
  return theirs.length;
}

async function eraseLetter(ports: PrivacyPorts, name: string, erasure: Erasure): Promise<number> {
  const letter = await ports.deadLetters.read(name);
  if (letter === null) return 0;
  const event = await deadLetterEvent(ports, letter, name, ports.clock.now());
  // A final letter has its event, which then stands; a parked one ends in this.
  await endAsErased(ports, event, erasure);
  await ports.deadLetters.delete(name);
  return 1;
}

async function endAsErased(ports: PrivacyPorts, event: PipelineEvent, erasure: Erasure): Promise<void> {
  await logEvent(ports, {
    ...eraseEvent({ ...event, error: null }, erasure),
    explanation: `The record was removed on the privacy request ${erasure.requestId} before it was applied.`,
    action: 'Ignore',
    steps: ['Ignore'],
    outcome: 'ignored',
    reason: 'erased',
  });
}
