import { Command } from 'commander';
import { parseTokenSettings } from '../settings.js';
import { createToken } from './create-token.js';
import { readLocalEnvironment } from './local-settings.js';
import { runCommand } from './run-command.js';

const program = new Command('token')
  .description('Prints a bearer token for the local stack, and nothing else.')
  .argument('<profileId>', 'whose token')
  .option('--admin', 'for administration', false)
  .option('--name <name>', 'who it is for: edits are logged under this name')
  .option('--expires <time>', 'how long it is valid: a number and m, h or d', '12h')
  .action(async (profileId: string, options: { admin: boolean; expires: string; name?: string }) => {
    const settings = parseTokenSettings(readLocalEnvironment(process.env, process.cwd()));
    process.stdout.write(`${await createToken(settings, { profileId, ...options }, new Date())}\n`);
  });

await runCommand(program, process.argv);
