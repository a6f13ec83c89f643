import { app, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { type SweepPorts, sweepQueue } from '../orchestration/sweep-queue.js';

/** Drives whatever the blob triggers have missed, and what was parked and is due. */
export async function sweep(ports: SweepPorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await sweepQueue(ports);
  context.log(JSON.stringify({ kind: 'sweep', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.timer('sweep-queue', {
  schedule: '0 * * * * *',
  handler: async (_timer, context) => sweep(await composition().withStore(), context),
});
