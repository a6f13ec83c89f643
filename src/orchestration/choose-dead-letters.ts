import type { DeadLetter, DeadLetterFilter } from '../model/dead-letter.js';
import { PipelineError } from '../model/errors.js';
import type { DeadLetters } from '../ports/dead-letters.js';

/** The dead letters that a person means: one by its event id, those of a cause or an error code, or all; of one profile or of every. */
export type DeadLetterChoice = ({ id: string } | { cause: string } | { all: true }) & {
  profileId?: string | undefined;
};

/** A dead letter and where it lies. */
export interface NamedDeadLetter {
  name: string;
  letter: DeadLetter;
}

/**
 * The dead letters that are meant; the names of what is none among them go to `unreadable`.
 * @throws `not_found` when there is none of the id
 */
export async function* chooseDeadLetters(
  ports: { deadLetters: Pick<DeadLetters, 'list'> },
  choice: DeadLetterChoice,
  unreadable: string[],
): AsyncGenerator<NamedDeadLetter, void, undefined> {
  let found = 0;
  for await (const { name, letter } of ports.deadLetters.list(toFilter(choice))) {
    if (letter === null) {
      unreadable.push(name);
      continue;
    }
    found += 1;
    yield { name, letter };
  }
  if (found === 0 && 'id' in choice) throw new PipelineError('not_found', `There is no dead letter of ${choice.id}`);
}

function toFilter(choice: DeadLetterChoice): DeadLetterFilter {
  const { profileId } = choice;
  if ('id' in choice) return { profileId, eventId: choice.id };
  return 'cause' in choice ? { profileId, cause: choice.cause } : { profileId };
}
