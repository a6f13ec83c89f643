import { app, type InvocationContext } from '@azure/functions';
import { blobTriggerSource, composition } from '../composition.js';
import type { FilePorts } from '../orchestration/files/file-ports.js';
import { readFile as readDropped } from '../orchestration/files/read-file.js';
import { readBlobPath } from './triggers/blob-name.js';
import { acceptBlobReferences } from './triggers/blob-reference.js';

/** Reads a file that was dropped. Its content is not passed along: a file may be larger than the memory. */
export async function readFile(ports: FilePorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await readDropped(ports, readBlobPath(context));
  context.log(JSON.stringify({ kind: 'file', ...summary, ms: ports.clock.now().getTime() - started }));
}

acceptBlobReferences();

app.storageBlob('read-file', {
  path: 'drop/{name}',
  connection: 'TRIBUTARY_QUEUE_CONNECTION',
  source: blobTriggerSource(),
  sdkBinding: true,
  handler: async (_blob, context) => readFile(await composition().withStore(), context),
});
