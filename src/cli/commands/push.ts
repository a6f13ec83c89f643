import type { Command } from 'commander';
import { type Cli, type OutputOptions, requireChannel, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';

interface PushOptions extends OutputOptions {
  remoteId?: string;
}

/** `tributary push <profile> <resource> <file>` */
export function addPush(program: Command, cli: Cli): void {
  defineCommand(program, 'push', {
    description: 'Writes a record to the sales channel of a profile; what was sent last is not sent again.',
    example: 'push my-shop shipments shipment.json',
  })
    .argument('<profile>', 'its id')
    .argument('<resource>', 'a resource that the channel writes, such as shipments')
    .argument('<file>', 'a canonical record as JSON; - for stdin')
    .option('--remote-id <id>', 'the id that it has there: changes that one instead of creating one')
    .action((id: string, resource: string, file: string, options: PushOptions) =>
      push(cli, { id, resource, file }, options),
    );
}

async function push(
  cli: Cli,
  { id, resource, file }: { id: string; resource: string; file: string },
  options: PushOptions,
): Promise<void> {
  const text = await cli.readText(file);
  const ports = await cli.open();
  const profile = await requireProfile(ports.profiles, id);
  const channel = await requireChannel(ports, profile);
  const [{ pushRecord }, { readCanonical }] = await Promise.all([
    import('../../orchestration/push-record.js'),
    import('../read-canonical.js'),
  ]);
  const record = readCanonical(channel, resource, text);
  const pushed = await pushRecord(ports, { profile, resource, record, remoteId: options.remoteId });
  const what = {
    created: 'is created',
    adopted: 'was there already and is adopted',
    updated: 'is changed',
    unchanged: 'was sent like this before: nothing is sent',
  };
  cli.print(options, { json: pushed, text: `${resource} ${pushed.remoteId} ${what[pushed.outcome]}\n` });
}
