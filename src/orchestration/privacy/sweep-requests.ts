import { answerRequest, exportDeadline } from './answer-request.js';
import type { PrivacyPorts } from './privacy-ports.js';

/** What a sweep did: requests that it worked on, how many of them ended or failed, and exports whose time was over. */
export interface PrivacySweep {
  worked: number;
  done: number;
  failed: number;
  exportsDeleted: number;
}

/** Works on the requests that are due, whatever became of the trigger, and deletes exports after 30 days. One that fails does not stop the others. */
export async function sweepPrivacy(ports: PrivacyPorts, budgetMs = 240_000): Promise<PrivacySweep> {
  const deadline = ports.clock.now().getTime() + budgetMs;
  const sweep: PrivacySweep = { worked: 0, done: 0, failed: 0, exportsDeleted: 0 };
  for await (const { profileId, id, createdAt } of ports.privacyExports.list()) {
    if (exportDeadline(createdAt).getTime() > ports.clock.now().getTime()) continue;
    await ports.privacyExports.delete(profileId, id);
    sweep.exportsDeleted += 1;
  }
  for await (const { name } of ports.privacyRequests.list()) {
    if (ports.clock.now().getTime() > deadline) break;
    try {
      const { status } = await answerRequest(ports, name);
      if (status === 'waiting') continue;
      sweep.worked += 1;
      if (status === 'done') sweep.done += 1;
      if (status === 'failed') sweep.failed += 1;
    } catch {
      // The request stays; the next sweep takes it up, and the receipt may not be writable now.
      sweep.failed += 1;
    }
  }
  return sweep;
}
