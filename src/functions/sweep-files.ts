import { app, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { FilePorts } from '../orchestration/files/file-ports.js';
import { sweepFiles as sweepDropped } from '../orchestration/files/sweep-files.js';

/** Reads dropped files that the trigger missed or had no time for, and deletes those that were read long ago. */
export async function sweepFiles(ports: FilePorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await sweepDropped(ports);
  context.log(JSON.stringify({ kind: 'sweep-files', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.timer('sweep-files', {
  schedule: '0 * * * * *',
  handler: async (_timer, context) => sweepFiles(await composition().withStore(), context),
});
