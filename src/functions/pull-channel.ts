import { app, type InvocationContext } from '@azure/functions';
import { blobTriggerSource, composition } from '../composition.js';
import { pullChannel } from '../orchestration/pull-channel.js';
import type { PullPorts } from '../orchestration/pull-ports.js';
import { readBlobName } from './triggers/blob-name.js';

/** Runs the pull that one pull-request blob asks for. */
export async function pull(ports: PullPorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await pullChannel(ports, readBlobName(context));
  context.log(JSON.stringify({ kind: 'pull', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.storageBlob('pull-channel', {
  path: 'pull-requests/{name}',
  connection: 'TRIBUTARY_QUEUE_CONNECTION',
  source: blobTriggerSource(),
  handler: async (_blob, context) => pull(await composition().withStore(), context),
});
