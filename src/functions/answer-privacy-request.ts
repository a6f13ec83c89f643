import { app, type InvocationContext } from '@azure/functions';
import { blobTriggerSource, composition } from '../composition.js';
import { answerRequest } from '../orchestration/privacy/answer-request.js';
import type { PrivacyPorts } from '../orchestration/privacy/privacy-ports.js';
import { readBlobName } from './triggers/blob-name.js';

/** Works on one privacy request: the export or the removal of a person. */
export async function answer(ports: PrivacyPorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await answerRequest(ports, readBlobName(context));
  context.log(JSON.stringify({ kind: 'privacy', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.storageBlob('answer-privacy-request', {
  path: 'privacy-requests/{name}',
  connection: 'TRIBUTARY_QUEUE_CONNECTION',
  source: blobTriggerSource(),
  handler: async (_blob, context) => answer(await composition().withStore(), context),
});
