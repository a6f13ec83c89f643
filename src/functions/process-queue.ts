import { app, type InvocationContext } from '@azure/functions';
import { blobTriggerSource, composition } from '../composition.js';
import { type ProcessPorts, processQueueBlob } from '../orchestration/process-queue-blob.js';
import { readBlobName } from './triggers/blob-name.js';

/** Processes one queue blob. What throws here is delivered again; what ends well is done. */
export async function processQueue(ports: ProcessPorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await processQueueBlob(ports, readBlobName(context));
  context.log(JSON.stringify({ kind: 'batch', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.storageBlob('process-queue', {
  path: 'queue/{name}',
  connection: 'TRIBUTARY_QUEUE_CONNECTION',
  source: blobTriggerSource(),
  handler: async (_blob, context) => processQueue(await composition().withStore(), context),
});
