import { type Command, Option } from 'commander';
import type { OrderNaming } from '../../orchestration/sync-order.js';
import { choiceOption } from '../choices.js';
import { type Cli, type OutputOptions, requireProfile } from '../cli.js';
import { defineCommand } from '../define-command.js';
import { timeoutOption } from '../parse-options.js';

interface SyncOrderOptions extends OutputOptions {
  by?: 'number' | 'id';
  wait: boolean;
  here: boolean;
  timeout: number;
}

/** `tributary sync-order <profile> <number|id>` */
export function addSyncOrder(program: Command, cli: Cli): void {
  defineCommand(program, 'sync-order', {
    description: 'Reads one order again from its source and queues it.',
    example: 'sync-order my-shop 000000123 --wait',
  })
    .argument('<profile>', 'its id')
    .argument('<order>', 'its number, or its id in the source; with a leading zero it is a number')
    .addOption(choiceOption('--by <naming>', 'which of the two it is', ['number', 'id']))
    .option('--wait', 'wait until it is processed, and tell what was done', false)
    .addOption(
      new Option('--here', 'process it in this process, without a running host').default(false).conflicts('wait'),
    )
    .addOption(timeoutOption())
    .action((id: string, order: string, options: SyncOrderOptions) => syncOne(cli, id, order, options));
}

async function syncOne(cli: Cli, profileId: string, order: string, options: SyncOrderOptions): Promise<void> {
  const ports = await cli.open();
  await requireProfile(ports.profiles, profileId);
  const [{ syncOrder }, { waitForEvent }, { formatSynced }] = await Promise.all([
    import('../../orchestration/sync-order.js'),
    import('../wait-for-event.js'),
    import('../output/synced-text.js'),
  ]);
  const naming: OrderNaming = options.by ?? 'auto';
  const progress = cli.progress({ quiet: options.json });
  const deadline = cli.now().getTime() + options.timeout;
  const synced = await syncOrder(ports, profileId, order, naming);
  if (options.here) {
    const { processQueueBlob } = await import('../../orchestration/process-queue-blob.js');
    await processQueueBlob(ports, synced.queueBlob);
  }
  const waits = options.here || options.wait;
  const event = waits ? await waitForEvent({ ports, deadline, progress }, profileId, synced.eventId) : null;
  progress.end();
  cli.print(options, {
    json: { profileId, ...synced, ...(event === null ? {} : { event }) },
    text: formatSynced(synced, event),
    failed: event?.outcome === 'dead-lettered',
  });
}
