import type { PrivacyReceipt } from '../model/privacy-receipt.js';
import { answerRequest } from '../orchestration/privacy/answer-request.js';
import type { PrivacyPorts } from '../orchestration/privacy/privacy-ports.js';
import { type PrivacyAsk, requestPrivacy } from '../orchestration/privacy/request-privacy.js';
import type { Progress } from './output/progress.js';
import { late } from './wait-for-runs.js';

const POLL_MS = 250;

interface Waiting {
  ports: PrivacyPorts;
  deadline: number;
  progress: Progress;
}

/**
 * Asks for a person's data or removal, and works on it here: an export to its end, an erasure through its first pass, which a running
 * host may be at already. The passes after it are a host's.
 * @throws CommandError `timed_out`
 */
export async function answerPrivacy({ ports, deadline, progress }: Waiting, ask: PrivacyAsk): Promise<PrivacyReceipt> {
  const name = await requestPrivacy(ports, ask);
  await answerRequest(ports, name);
  for (;;) {
    const receipt = await ports.privacyReceipts.read(ask.profileId, ask.id);
    if (receipt !== null && isAnswered(receipt)) return receipt;
    if (ports.clock.now().getTime() > deadline) throw late(`the request ${ask.id} is still worked on`);
    progress.show({ what: 'requests answered', done: 0, total: 1 });
    await ports.clock.sleep(POLL_MS);
    await answerRequest(ports, name);
  }
}

function isAnswered({ state, passes, failure }: PrivacyReceipt): boolean {
  return state === 'done' || passes.length > 0 || failure !== null;
}
