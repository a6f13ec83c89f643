import type { Command } from 'commander';
import pLimit from 'p-limit';
import { type Cli, chosenProfiles, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';

/** Profiles that are looked at side by side. */
const CONCURRENCY = 4;

/** `tributary status [profile]` */
export function addStatus(program: Command, cli: Cli): void {
  defineCommand(program, 'status', {
    description: 'Tells how each profile is: its last pulls, what became of records today, failures, what waits.',
    example: 'status my-shop',
  })
    .argument('[profile]', 'only this one')
    .action((id: string | undefined, options: OutputOptions) => showStatus(cli, id, options));
}

async function showStatus(cli: Cli, id: string | undefined, options: OutputOptions): Promise<void> {
  const ports = await cli.open();
  const [{ profileStatus }, { formatStatus }, ids] = await Promise.all([
    import('../../orchestration/profile-status.js'),
    import('../output/status-text.js'),
    chosenProfiles(ports.profiles, id),
  ]);
  const limit = pLimit(CONCURRENCY);
  const look = async (one: string) => profileStatus(ports, await requireProfile(ports.profiles, one));
  const all = await Promise.all(ids.map((one) => limit(look, one)));
  cli.print(options, { json: id === undefined ? all : all[0], text: formatStatus(all, cli.now()) });
}
