import { app, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { PullPorts } from '../orchestration/pull-ports.js';
import { schedulePulls } from '../orchestration/schedule-pulls.js';

/** Asks for a pull of each profile and resource that is due. */
export async function schedule(ports: PullPorts, context: InvocationContext): Promise<void> {
  const summary = await schedulePulls(ports);
  context.log(JSON.stringify({ kind: 'schedule', ...summary }));
}

app.timer('schedule-pulls', {
  schedule: '0 * * * * *',
  handler: async (_timer, context) => schedule(await composition().withStore(), context),
});
