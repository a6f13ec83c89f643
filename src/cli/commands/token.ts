import type { Command } from 'commander';
import type { Cli, OutputOptions } from '../cli.js';
import { defineCommand } from '../define-command.js';

interface TokenOptions extends OutputOptions {
  admin: boolean;
  expires: string;
  name?: string;
}

/** `tributary token <profile>` */
export function addToken(program: Command, cli: Cli): void {
  defineCommand(program, 'token', {
    description: 'Prints a bearer token for the local stack, and nothing else.',
    example: 'token demo-api --expires 1h',
  })
    .argument('<profile>', 'whose token; it is not looked up, so it need not exist yet')
    .option('--admin', 'for administration', false)
    .option('--name <name>', 'who it is for: edits are logged under this name')
    .option('--expires <time>', 'how long it is valid: a number and m, h or d', '12h')
    .action(async (profileId: string, options: TokenOptions) => {
      const [{ createToken }, { parseTokenSettings }] = await Promise.all([
        import('../create-token.js'),
        import('../../settings.js'),
      ]);
      const settings = parseTokenSettings(cli.environment());
      const token = await createToken(settings, { profileId, ...options }, cli.now());
      cli.print(options, { json: { token }, text: `${token}\n` });
    });
}
