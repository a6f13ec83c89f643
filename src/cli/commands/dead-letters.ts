import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { DeadLetter } from '../../model/dead-letter.js';
import type { DeadLetterChoice } from '../../orchestration/choose-dead-letters.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import { UsageError } from '../output/failure.js';
import { plural } from '../output/when.js';
import { parseLimit } from '../parse-options.js';

interface ListOptions extends OutputOptions {
  profile?: string;
  cause?: string;
  limit: number;
}

interface ChoiceOptions extends OutputOptions {
  profile?: string;
  cause?: string;
  all: boolean;
}

interface DiscardOptions extends ChoiceOptions {
  yes: boolean;
  name: string;
}

/** `tributary dead-letters list|show|retry|discard` */
export function addDeadLetters(program: Command, cli: Cli): void {
  const group = defineGroup(program, 'dead-letters', {
    description: 'Records that could not be applied: by cause, one by one, again, or away.',
    example: 'dead-letters list',
  });
  addList(group, cli);
  addShow(group, cli);
  addRetry(group, cli);
  addDiscard(group, cli);
}

function addList(group: Command, cli: Cli): void {
  defineCommand(group, 'list', {
    description: 'Lists the failures by cause; with --cause each record of that one.',
    example: 'dead-letters list --profile my-shop',
  })
    .option('--profile <profile>', 'only of this profile')
    .option('--cause <cause>', 'a cause of the list, or an error code: its records one by one')
    .option('--limit <count>', 'how many records of a cause, up to 200', parseLimit, 50)
    .action((options: ListOptions) => list(cli, options));
}

async function list(cli: Cli, { json, profile, cause, limit }: ListOptions): Promise<void> {
  const ports = await cli.open();
  if (profile !== undefined) await requireProfile(ports.profiles, profile);
  const text = await import('../output/dead-letters-text.js');
  if (cause === undefined) {
    const { groupDeadLetters } = await import('../../orchestration/list-dead-letters.js');
    const found = await groupDeadLetters(ports, { profileId: profile });
    return cli.print({ json }, { json: found, text: text.formatGroups(found) });
  }
  const letters: Omit<DeadLetter, 'envelope'>[] = [];
  for await (const { letter } of ports.deadLetters.list({ profileId: profile, cause })) {
    if (letter === null) continue;
    const { envelope: _, ...head } = letter;
    letters.push(head);
    if (letters.length === limit) break;
  }
  cli.print({ json }, { json: { letters }, text: text.formatLetters(letters) });
}

function addShow(group: Command, cli: Cli): void {
  defineCommand(group, 'show', {
    description: 'Shows one dead letter with its raw payload.',
    example: 'dead-letters show 01JD0R5Y8W3T1N6V2K4M7Q9XZB',
  })
    .argument('<id>', 'the event id of the record')
    .action(async (id: string, options: OutputOptions) => {
      const ports = await cli.open();
      const { formatLetter } = await import('../output/dead-letters-text.js');
      for await (const { letter } of ports.deadLetters.list({ eventId: id })) {
        if (letter !== null) return cli.print(options, { json: letter, text: formatLetter(letter) });
      }
      const { PipelineError } = await import('../../model/errors.js');
      throw new PipelineError('not_found', `There is no dead letter of ${JSON.stringify(id)}`);
    });
}

function addChoice(command: Command): Command {
  return command
    .argument('[id]', 'one, by the event id of the record')
    .option('--cause <cause>', 'those of a cause of the list, or of an error code')
    .option('--all', 'all of them', false)
    .option('--profile <profile>', 'only of this profile');
}

function addRetry(group: Command, cli: Cli): void {
  const command = defineCommand(group, 'retry', {
    description:
      'Queues dead letters again, in the order of their arrival; each is applied once, however often it is retried.',
    example: 'dead-letters retry --cause secret_unavailable',
  });
  addChoice(command).action(async (id: string | undefined, options: ChoiceOptions) => {
    const choice = readChoice(id, options);
    const ports = await cli.open();
    if (options.profile !== undefined) await requireProfile(ports.profiles, options.profile);
    const { retryDeadLetters } = await import('../../orchestration/retry-dead-letters.js');
    const done = await retryDeadLetters(ports, choice);
    const settled = done.settled > 0 ? `, ${done.settled} had reached another end` : '';
    const text = `${plural(done.queued, 'record')} queued again${settled}\n${tellUnreadable(done.unreadable)}`;
    cli.print(options, { json: done, text });
  });
}

function addDiscard(group: Command, cli: Cli): void {
  const command = defineCommand(group, 'discard', {
    description: 'Deletes dead letters for good, raw payload and all; the event log keeps who did it.',
    example: 'dead-letters discard 01JD0R5Y8W3T1N6V2K4M7Q9XZB',
  });
  addChoice(command)
    .option('--name <name>', 'who discards them, for the event log', userInfo().username)
    .option('--yes', 'needed with --cause and --all, as there is no way back', false)
    .action(async (id: string | undefined, options: DiscardOptions) => {
      const choice = readChoice(id, options);
      if (id === undefined && !options.yes) throw new UsageError('Discarding more than one needs --yes');
      const ports = await cli.open();
      if (options.profile !== undefined) await requireProfile(ports.profiles, options.profile);
      const { discardDeadLetters } = await import('../../orchestration/discard-dead-letters.js');
      const done = await discardDeadLetters(ports, choice, options.name);
      const settled = done.settled > 0 ? `, ${done.settled} had reached another end` : '';
      const text = `${plural(done.discarded, 'record')} discarded${settled}\n${tellUnreadable(done.unreadable)}`;
      cli.print(options, { json: done, text });
    });
}

function readChoice(id: string | undefined, { cause, all, profile }: ChoiceOptions): DeadLetterChoice {
  const given = [id !== undefined, cause !== undefined, all].filter(Boolean).length;
  if (given !== 1) throw new UsageError('Name one of: an event id, --cause <cause>, --all');
  const within = { profileId: profile };
  if (id !== undefined) return { id, ...within };
  return cause === undefined ? { all: true, ...within } : { cause, ...within };
}

function tellUnreadable(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `not readable as dead letters, and left where they are: ${names.join(', ')}\n`;
}
