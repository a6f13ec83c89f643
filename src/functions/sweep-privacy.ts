import { app, type InvocationContext } from '@azure/functions';
import { composition } from '../composition.js';
import type { PrivacyPorts } from '../orchestration/privacy/privacy-ports.js';
import { sweepPrivacy } from '../orchestration/privacy/sweep-requests.js';

/** Works on the privacy requests whose next pass is due, and deletes exports whose time is over. */
export async function sweep(ports: PrivacyPorts, context: InvocationContext): Promise<void> {
  const started = ports.clock.now().getTime();
  const summary = await sweepPrivacy(ports);
  context.log(JSON.stringify({ kind: 'privacy-sweep', ...summary, ms: ports.clock.now().getTime() - started }));
}

app.timer('sweep-privacy', {
  schedule: '30 * * * * *',
  handler: async (_timer, context) => sweep(await composition().withStore(), context),
});
