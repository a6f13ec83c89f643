import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { findChannel } from '../channels/index.js';
import { openProfiles } from '../composition.js';
import type { Profiles } from '../ports/profiles.js';
import { createProfileKey } from './create-profile-key.js';
import { formatProfiles, listProfiles } from './list-profiles.js';
import { readLocalEnvironment } from './local-settings.js';
import { putProfile } from './put-profile.js';
import { runCommand } from './run-command.js';

const open = (): Promise<Profiles> => openProfiles(readLocalEnvironment(process.env, process.cwd()));

const program = new Command('profile').description('Integration profiles of the pipeline.');

program
  .command('put')
  .description('Stores the profile that a JSON file describes; an invalid one is refused with each fault.')
  .argument('<file>', 'a JSON file')
  .action(async (file: string) => {
    const stored = await putProfile(open, findChannel, await readFile(file, 'utf8'));
    process.stdout.write(`${stored.id} is stored\n`);
  });

program
  .command('list')
  .description('Lists the profiles.')
  .option('--json', 'as JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    const listed = await listProfiles(await open());
    process.stdout.write(json ? `${JSON.stringify(listed, null, 2)}\n` : formatProfiles(listed));
  });

program
  .command('key')
  .description('Creates an API key of the profile and prints it, this once.')
  .argument('<profileId>', 'whose key')
  .action(async (profileId: string) => {
    process.stdout.write(`${await createProfileKey(await open(), profileId)}\n`);
  });

await runCommand(program, process.argv);
