import { type Command, Option } from 'commander';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';
import { UsageError } from '../output/failure.js';
import { parseDays, parseSince, timeoutOption } from '../parse-options.js';
import type { SyncWish } from '../sync-profiles.js';

interface SyncOptions extends OutputOptions {
  all: boolean;
  resource: string[];
  since?: string;
  backfill?: number | true;
  dryRun: boolean;
  wait: boolean;
  here: boolean;
  timeout: number;
}

/** `tributary sync <profile>|--all` */
export function addSync(program: Command, cli: Cli): void {
  defineCommand(program, 'sync', {
    description: 'Pulls what has changed, or reads again from a date; the running host does it, unless --here.',
    example: 'sync my-shop --resource orders --since 2026-11-01 --wait',
  })
    .argument('[profile]', 'its id, or --all')
    .option('--all', 'every profile that is on and pulled by itself', false)
    .option(
      '--resource <resource>',
      'only this, such as orders; may be repeated',
      (one, all: string[]) => [...all, one],
      [],
    )
    .option('--since <date>', 'read again from this date or instant (UTC), by the clock of the source', (text) =>
      parseSince(text, cli.now),
    )
    .addOption(
      new Option(
        '--backfill [days]',
        'read again so many days, 1 to 365; as many as the profile says, where none is given',
      )
        .argParser(parseDays)
        .conflicts('since'),
    )
    .addOption(
      new Option('--dry-run', 'say of each record what would be done and why; write nothing')
        .default(false)
        .conflicts(['wait', 'here']),
    )
    .option('--wait', 'wait until all of it is pulled and processed', false)
    .option('--here', 'pull and process in this process, without a running host', false)
    .addOption(timeoutOption())
    .action((id: string | undefined, options: SyncOptions) => sync(cli, id, options));
}

async function sync(cli: Cli, id: string | undefined, options: SyncOptions): Promise<void> {
  if ((id === undefined) !== options.all) throw new UsageError('Name one profile, or --all');
  const ports = await cli.open();
  if (id !== undefined) await requireProfile(ports.profiles, id);
  const { syncProfiles } = await import('../sync-profiles.js');
  const { dryRunProfiles } = await import('../dry-run-profiles.js');
  await (options.dryRun ? dryRunProfiles : syncProfiles)(cli, ports, toWish(cli, id, options), options);
}

function toWish(cli: Cli, profileId: string | undefined, { resource, since, backfill }: SyncOptions): SyncWish {
  const from = typeof backfill === 'number' ? daysBefore(cli.now(), backfill) : since;
  const kind = backfill === undefined && since === undefined ? 'changes' : 'backfill';
  return { profileId, resources: resource, kind, since: from };
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}
