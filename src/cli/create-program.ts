import { Command, type Option } from 'commander';
import type { Cli } from './cli.js';
import { addChannel } from './commands/channel.js';
import { addDeadLetters } from './commands/dead-letters.js';
import { addEvents } from './commands/events.js';
import { addFile } from './commands/file.js';
import { addManifest } from './commands/manifest.js';
import { addMapping } from './commands/mapping.js';
import { addPrivacy } from './commands/privacy.js';
import { addProfile } from './commands/profile.js';
import { addPush } from './commands/push.js';
import { addReprocess } from './commands/reprocess.js';
import { addSession } from './commands/session.js';
import { addShow } from './commands/show.js';
import { addStatus } from './commands/status.js';
import { addStock } from './commands/stock.js';
import { addSync } from './commands/sync.js';
import { addSyncOrder } from './commands/sync-order.js';
import { addTestConnection } from './commands/test-connection.js';
import { addToken } from './commands/token.js';
import { formatFailure } from './output/failure.js';
import { readVersion } from './read-version.js';

const COMMANDS = [
  addStatus,
  addShow,
  addEvents,
  addSync,
  addSyncOrder,
  addDeadLetters,
  addReprocess,
  addFile,
  addPush,
  addTestConnection,
  addSession,
  addStock,
  addManifest,
  addMapping,
  addChannel,
  addProfile,
  addPrivacy,
  addToken,
];

/** The command line: every command, its options and its help. A wrong call throws what commander throws, once it is told. */
export function createProgram(cli: Cli, json = false): Command {
  const program = new Command('tributary')
    .description('Orders from many sales channels in one store, every decision explained.')
    .version(readVersion())
    .exitOverride()
    .configureHelp({ optionDescription: describeOption })
    .configureOutput({
      writeOut: (text) => cli.terminal.out(text),
      writeErr: (text) => cli.terminal.err(text),
      outputError: (text) => cli.terminal.err(formatFailure(toUsage(text), json)),
    })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 called wrongly.\n\nExample:\n  tributary status');
  for (const add of COMMANDS) add(program, cli);
  return program;
}

/** Without the defaults that go without saying: off, and none. */
function describeOption({ description, defaultValue, defaultValueDescription }: Option): string {
  const shown = defaultValueDescription ?? (['string', 'number'].includes(typeof defaultValue) ? defaultValue : '');
  return shown === '' ? description : `${description} (default: ${shown})`;
}

function toUsage(text: string) {
  return {
    code: 'usage',
    message: text.replace(/^error: /, '').trim(),
    advice: 'See `tributary --help`, or --help behind the command.',
    exitCode: 2,
  } as const;
}
