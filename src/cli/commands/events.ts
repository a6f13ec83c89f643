import type { Command } from 'commander';
import type { Action, Outcome } from '../../model/event.js';
import type { RecordType } from '../../model/record-type.js';
import { ACTIONS, choiceOption, OUTCOMES, RECORD_TYPES } from '../choices.js';
import { type Cli, chosenProfiles, type OutputOptions } from '../cli.js';
import { defineCommand } from '../define-command.js';
import { UsageError } from '../output/failure.js';
import { parseLimit, parseSince } from '../parse-options.js';

interface EventsOptions extends OutputOptions {
  profile?: string;
  record?: string;
  type?: RecordType;
  action?: Action;
  outcome?: Outcome;
  since?: string;
  limit: number;
  continuation?: string;
}

/** `tributary events` */
export function addEvents(program: Command, cli: Cli): void {
  defineCommand(program, 'events', {
    description: 'Lists what became of records and why, newest receipt first.',
    example: 'events --profile my-shop --outcome dead-lettered --since 2026-11-01',
  })
    .option('--profile <profile>', 'only of this profile')
    .option('--record <record>', 'only of this record: the number of an order, an id in the source, or a record key')
    .addOption(choiceOption('--type <type>', 'only of this type', RECORD_TYPES))
    .addOption(choiceOption('--action <action>', 'only with this action', ACTIONS))
    .addOption(choiceOption('--outcome <outcome>', 'only with this outcome', OUTCOMES))
    .option(
      '--since <date>',
      'of records received at or after this date or instant (UTC); WHEN is the end, which may be later',
      (text) => parseSince(text, cli.now),
    )
    .option('--limit <count>', 'how many, up to 200', parseLimit, 50)
    .option('--continuation <text>', 'go on where the last list of one profile ended (`continuation` of --json)')
    .action((options: EventsOptions) => showEvents(cli, options));
}

async function showEvents(cli: Cli, { json, profile, ...filter }: EventsOptions): Promise<void> {
  if (filter.continuation !== undefined && profile === undefined)
    throw new UsageError('--continuation needs --profile');
  const ports = await cli.open();
  const profileIds = await chosenProfiles(ports.profiles, profile);
  const [{ listEvents }, { formatEvents }] = await Promise.all([
    import('../list-events.js'),
    import('../output/events-text.js'),
  ]);
  const page = await listEvents(ports, profileIds, filter);
  cli.print({ json }, { json: page, text: formatEvents(page.items) });
}
