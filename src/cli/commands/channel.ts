import { resolve } from 'node:path';
import type { Command } from 'commander';
import { choiceOption } from '../choices.js';
import type { Cli, OutputOptions } from '../cli.js';
import { defineCommand, defineGroup } from '../define-command.js';
import type { Auth } from '../scaffold/templates/auth.js';
import type { Paging } from '../scaffold/templates/paging.js';

interface NewOptions extends OutputOptions {
  from?: string;
  auth: Auth;
  paging?: Paging;
  into: string;
}

/** `tributary channel new <name>` */
export function addChannel(program: Command, cli: Cli): void {
  const channel = defineGroup(program, 'channel', {
    description: 'The kinds of sales channels in this tree.',
    example: 'channel new acme --from order.json',
  });
  defineCommand(channel, 'new', {
    description: 'Writes a new channel with its sandbox and its tests, drafted from a sample; overwrites nothing.',
    example: 'channel new acme --from order.json --auth apiKey --paging cursor',
  })
    .argument('<name>', 'its key: lower-case letters, digits and hyphens')
    .option('--from <file>', 'an order as the system sends it, a list of some, or a page; - for stdin')
    .addOption(
      choiceOption('--auth <kind>', 'how it signs in', ['bearer', 'apiKey', 'oauth2', 'oauth1']).default('bearer'),
    )
    .addOption(choiceOption('--paging <kind>', 'how it pages', ['page', 'cursor', 'link']))
    .option('--into <folder>', 'the tree to write into', '.')
    .action((name: string, options: NewOptions) => newChannel(cli, name, options));
}

async function newChannel(cli: Cli, name: string, { from, auth, paging, into, json }: NewOptions): Promise<void> {
  const [{ planChannel }, { openTree, writePlan }, { formatScaffold, toScaffoldReport }] = await Promise.all([
    import('../scaffold/plan-channel.js'),
    import('../scaffold/write-plan.js'),
    import('../scaffold/scaffold-text.js'),
  ]);
  const sample = from === undefined ? null : await cli.readText(from);
  const folder = resolve(into);
  const plan = planChannel({ name, sample, auth, paging }, openTree(folder));
  writePlan(folder, plan);
  const report = toScaffoldReport(name, plan);
  cli.print({ json }, { json: report, text: formatScaffold(report, sample !== null) });
}
