import { app, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import { closeDueSessions } from '../orchestration/close-due-sessions.js';

/** Closes the sessions whose business day has ended, and ends what was cut short. */
export async function closeSessions(
  ports: Parameters<typeof closeDueSessions>[0],
  context: InvocationContext,
): Promise<void> {
  const summary = await closeDueSessions(ports);
  context.log(JSON.stringify({ kind: 'sessions', ...summary }));
}

app.timer('close-sessions', {
  schedule: '0 * * * * *',
  handler: async (_timer, context) => closeSessions(await composition().withStore(), context),
});
