import { describeCacheContract } from '../contracts/cache-contract.js';
import { describeCredentialsContract } from '../contracts/credentials-contract.js';
import { describeCursorsContract } from '../contracts/cursors-contract.js';
import { describeDeadLettersContract } from '../contracts/dead-letters-contract.js';
import { describeDropContract } from '../contracts/drop-contract.js';
import { describeEventLogContract } from '../contracts/event-log-contract.js';
import { describeEventRecordsContract } from '../contracts/event-records-contract.js';
import { describeFilesContract } from '../contracts/files-contract.js';
import { describeIdempotencyContract } from '../contracts/idempotency-contract.js';
import { describeOrderStoreContract } from '../contracts/order-store-contract.js';
import {
  describePrivacyExportsContract,
  describePrivacyReceiptsContract,
  describePrivacyRequestsContract,
} from '../contracts/privacy-contracts.js';
import { describeProfilesContract } from '../contracts/profiles-contract.js';
import { describePullRequestsContract } from '../contracts/pull-requests-contract.js';
import { describeQueueContract } from '../contracts/queue-contract.js';
import { describeRunLogContract } from '../contracts/run-log-contract.js';
import { describeSecretsContract } from '../contracts/secrets-contract.js';
import { describeSentPayloadsContract } from '../contracts/sent-payloads-contract.js';
import { describeStartCounterContract } from '../contracts/start-counter-contract.js';
import { describeStockMovementsContract } from '../contracts/stock-movements-contract.js';
import { describeTillBooksContract } from '../contracts/till-books-contract.js';
import { createManualClock } from './manual-clock.js';
import { createMemoryCache } from './memory-cache.js';
import { createMemoryCredentials } from './memory-credentials.js';
import { createMemoryCursors } from './memory-cursors.js';
import { createMemoryDeadLetters } from './memory-dead-letters.js';
import { createMemoryDrop } from './memory-drop.js';
import { createMemoryEventLog } from './memory-event-log.js';
import { createMemoryEventRecords } from './memory-event-records.js';
import { createMemoryFiles } from './memory-files.js';
import { createMemoryIdempotency } from './memory-idempotency.js';
import { createMemoryOrderStore } from './memory-order-store.js';
import { createMemoryPrivacyExports } from './memory-privacy-exports.js';
import { createMemoryPrivacyReceipts } from './memory-privacy-receipts.js';
import { createMemoryPrivacyRequests } from './memory-privacy-requests.js';
import { createMemoryProfiles } from './memory-profiles.js';
import { createMemoryPullRequests } from './memory-pull-requests.js';
import { createMemoryQueue } from './memory-queue.js';
import { createMemoryRunLog } from './memory-run-log.js';
import { createMemorySecrets } from './memory-secrets.js';
import { createMemorySentPayloads } from './memory-sent-payloads.js';
import { createMemoryStartCounter } from './memory-start-counter.js';
import { createMemoryStockMovements } from './memory-stock-movements.js';
import { createMemoryTillBooks } from './memory-till-books.js';

const clock = createManualClock();

describeDropContract('the drop in memory', async () => createMemoryDrop({ clock }));
describeFilesContract('documents of files in memory', async () => createMemoryFiles());
describeQueueContract('the queue in memory', async () => createMemoryQueue({ clock }));
describeCacheContract('the cache in memory', async () => createMemoryCache());
describeDeadLettersContract('dead letters in memory', async () => createMemoryDeadLetters());
describeProfilesContract('profiles in memory', async () => createMemoryProfiles());
describePrivacyRequestsContract('privacy requests in memory', async () => createMemoryPrivacyRequests());
describePrivacyReceiptsContract('privacy receipts in memory', async () => createMemoryPrivacyReceipts());
describePrivacyExportsContract('privacy exports in memory', async () => createMemoryPrivacyExports({ clock }));
describePullRequestsContract('pull requests in memory', async () => createMemoryPullRequests({ clock }));
describeStartCounterContract('the start counter in memory', async () => createMemoryStartCounter());
describeSentPayloadsContract('sent payloads in memory', async () => createMemorySentPayloads());
describeCredentialsContract('credentials in memory', async () => createMemoryCredentials());
describeIdempotencyContract('idempotency marks in memory', async () => createMemoryIdempotency());
describeEventRecordsContract('event records in memory', async () => createMemoryEventRecords());
describeTillBooksContract('till books in memory', async () => createMemoryTillBooks());
describeStockMovementsContract('stock movements in memory', async () => createMemoryStockMovements());
describeRunLogContract('the run log in memory', async () => createMemoryRunLog());
describeEventLogContract('the event log in memory', async () => createMemoryEventLog());
describeOrderStoreContract('the order store in memory', async () => createMemoryOrderStore());
describeSecretsContract('secrets in memory', async () => createMemorySecrets({ 'env:SHOP_TOKEN': 's3cret' }));
describeCursorsContract('cursors in memory', async () => {
  const cursors = createMemoryCursors({ clock });
  return { cursors, loseLease: cursors.loseLease };
});

test('a lease in memory ends after 60 s unless it is renewed', async () => {
  const manual = createManualClock();
  const cursors = createMemoryCursors({ clock: manual });
  const held = await cursors.hold('shop', 'orders');
  manual.advance(59_000);
  await held?.renew();
  manual.advance(59_000);
  expect(await cursors.hold('shop', 'orders')).toBeNull();
  manual.advance(1_000);
  expect(await cursors.hold('shop', 'orders')).not.toBeNull();
  await expect(held?.renew()).rejects.toMatchObject({ code: 'cursor_busy' });
});
