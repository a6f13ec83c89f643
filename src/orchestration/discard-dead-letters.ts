import type { PipelineEvent } from '../model/event.js';
import { hashName } from '../model/record-key.js';
import { chooseDeadLetters, type DeadLetterChoice, type NamedDeadLetter } from './choose-dead-letters.js';
import { type DeadLetterPorts, deadLetterEvent } from './dead-letter.js';
import { logEvent } from './log-event.js';

/** What became of the dead letters that were meant. */
export interface DiscardSummary {
  discarded: number;
  /** Those whose record had reached another end by now: deleted all the same. */
  settled: number;
  /** The names of what lies among the dead letters and is none; it stays. */
  unreadable: string[];
}

/**
 * Deletes dead letters for good, raw payload and all, and says in the event log who did it. A record that has no event yet, as a
 * parked one, ends in it now: `dead-lettered`, with the reason `discarded`. One that has it gets an event of its own: `ignored`.
 * @throws `not_found` when there is none of the id
 */
export async function discardDeadLetters(
  ports: DeadLetterPorts,
  choice: DeadLetterChoice,
  by: string,
): Promise<DiscardSummary> {
  const summary: DiscardSummary = { discarded: 0, settled: 0, unreadable: [] };
  for await (const found of chooseDeadLetters(ports, choice, summary.unreadable)) {
    const { name, letter } = found.letter.retry === null ? found : await makeFinal(ports, found);
    summary[await settle(ports, { name, letter }, by)] += 1;
    await ports.deadLetters.delete(name);
  }
  return summary;
}

/** From here on the sweeper leaves it alone, and whatever is cut short can be repeated. */
async function makeFinal(ports: DeadLetterPorts, { name, letter }: NamedDeadLetter): Promise<NamedDeadLetter> {
  const final = { ...letter, retry: null };
  const finalName = await ports.deadLetters.put(final);
  await ports.deadLetters.delete(name);
  return { name: finalName, letter: final };
}

async function settle(
  ports: DeadLetterPorts,
  { name, letter }: NamedDeadLetter,
  by: string,
): Promise<'discarded' | 'settled'> {
  const explanation = `Discarded by ${by}, after it had failed: ${letter.message}`;
  const failed = await deadLetterEvent(ports, letter, name, ports.clock.now());
  const event: PipelineEvent = { ...failed, actor: by, reason: 'discarded', explanation };
  if ((await logEvent(ports, event)) === 'logged') return 'discarded';
  const logged = await ports.events.read(event.profileId, event.id);
  if (logged?.outcome !== 'dead-lettered') return 'settled';
  const id = hashName(`${event.id}|discard`);
  await logEvent(ports, { ...event, id, replayOf: event.id, action: 'Ignore', steps: ['Ignore'], outcome: 'ignored' });
  return 'discarded';
}
