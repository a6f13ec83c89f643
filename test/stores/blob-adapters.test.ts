import { createBlobCache } from '../../src/stores/blob-cache.js';
import { createBlobCredentials } from '../../src/stores/blob-credentials.js';
import { createBlobCursors } from '../../src/stores/blob-cursors.js';
import { createBlobDeadLetters } from '../../src/stores/blob-dead-letters.js';
import { createBlobDrop } from '../../src/stores/blob-drop.js';
import { createBlobEventRecords } from '../../src/stores/blob-event-records.js';
import { createBlobFiles } from '../../src/stores/blob-files.js';
import { createBlobIdempotency } from '../../src/stores/blob-idempotency.js';
import { createBlobPrivacyExports } from '../../src/stores/blob-privacy-exports.js';
import { createBlobPrivacyReceipts } from '../../src/stores/blob-privacy-receipts.js';
import { createBlobPrivacyRequests } from '../../src/stores/blob-privacy-requests.js';
import { createBlobProfiles } from '../../src/stores/blob-profiles.js';
import { createBlobPullRequests } from '../../src/stores/blob-pull-requests.js';
import { createBlobQueue } from '../../src/stores/blob-queue.js';
import { createBlobSentPayloads } from '../../src/stores/blob-sent-payloads.js';
import { createBlobStartCounter } from '../../src/stores/blob-start-counter.js';
import { describeCacheContract } from '../contracts/cache-contract.js';
import { describeCredentialsContract } from '../contracts/credentials-contract.js';
import { describeCursorsContract } from '../contracts/cursors-contract.js';
import { describeDeadLettersContract } from '../contracts/dead-letters-contract.js';
import { describeDropContract } from '../contracts/drop-contract.js';
import { describeEventRecordsContract } from '../contracts/event-records-contract.js';
import { describeFilesContract } from '../contracts/files-contract.js';
import { describeIdempotencyContract } from '../contracts/idempotency-contract.js';
import {
  describePrivacyExportsContract,
  describePrivacyReceiptsContract,
  describePrivacyRequestsContract,
} from '../contracts/privacy-contracts.js';
import { describeProfilesContract } from '../contracts/profiles-contract.js';
import { describePullRequestsContract } from '../contracts/pull-requests-contract.js';
import { describeQueueContract } from '../contracts/queue-contract.js';
import { collect } from '../contracts/samples.js';
import { describeSentPayloadsContract } from '../contracts/sent-payloads-contract.js';
import { describeStartCounterContract } from '../contracts/start-counter-contract.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { newContainer } from './blob-under-test.js';

const clock = createManualClock();

describeDropContract('the blob drop', async () => createBlobDrop({ container: await newContainer('drop') }));
describeFilesContract('blob documents of files', async () =>
  createBlobFiles({ container: await newContainer('files') }),
);
describeQueueContract('the blob queue', async () => createBlobQueue({ container: await newContainer('queue') }));
describeCacheContract('the blob cache', async () => createBlobCache({ container: await newContainer('cache') }));
describeDeadLettersContract('blob dead letters', async () =>
  createBlobDeadLetters({ container: await newContainer('deadLetters') }),
);
describeProfilesContract('blob profiles', async () =>
  createBlobProfiles({ container: await newContainer('profiles'), clock }),
);
describePullRequestsContract('blob pull requests', async () =>
  createBlobPullRequests({ container: await newContainer('pullRequests') }),
);
describeStartCounterContract('the blob start counter', async () =>
  createBlobStartCounter({ container: await newContainer('starts') }),
);
describeSentPayloadsContract('blob sent payloads', async () =>
  createBlobSentPayloads({ container: await newContainer('sentPayloads') }),
);
describeCredentialsContract('blob credentials', async () =>
  createBlobCredentials({ container: await newContainer('credentials') }),
);
describeIdempotencyContract('blob idempotency marks', async () =>
  createBlobIdempotency({ container: await newContainer('idempotency') }),
);
describePrivacyRequestsContract('blob privacy requests', async () =>
  createBlobPrivacyRequests({ container: await newContainer('privacyRequests') }),
);
describePrivacyReceiptsContract('blob privacy receipts', async () =>
  createBlobPrivacyReceipts({ container: await newContainer('privacyReceipts') }),
);
describePrivacyExportsContract('blob privacy exports', async () =>
  createBlobPrivacyExports({ container: await newContainer('privacyExports') }),
);
describeEventRecordsContract('blob event records', async () =>
  createBlobEventRecords({ container: await newContainer('eventRecords') }),
);
describeCursorsContract('blob cursors', async () => {
  const container = await newContainer('cursors');
  const loseLease = async () => {
    for (const { name } of await collect(container.listBlobsFlat())) {
      await container.getBlobClient(name).getBlobLeaseClient().breakLease(0);
    }
  };
  return { cursors: createBlobCursors({ container, clock }), loseLease };
});
