import { readFileSync } from 'node:fs';
import type { TokenCredential } from '@azure/identity';
import { monotonicFactory } from 'ulid';
import { findChannel } from './channels/index.js';
import { createChannelHttp } from './channels/kit/channel-http.js';
import { createRateLimits, type RateLimits } from './channels/kit/rate-limits.js';
import { PipelineError } from './model/errors.js';
import type { Profile } from './model/profile.js';
import type { Dependency } from './orchestration/check-health.js';
import type { DropPorts } from './orchestration/files/drop-file.js';
import type { FilePorts } from './orchestration/files/file-ports.js';
import type { PrivacyPorts } from './orchestration/privacy/privacy-ports.js';
import type { ProcessPorts } from './orchestration/process-queue-blob.js';
import type { PullPorts } from './orchestration/pull-ports.js';
import type { PushPorts } from './orchestration/push-record.js';
import type { ReceivePorts } from './orchestration/receive.js';
import type { Channel } from './ports/channel.js';
import type { Clock } from './ports/clock.js';
import type { Credentials } from './ports/credentials.js';
import type { Ids } from './ports/ids.js';
import type { Profiles } from './ports/profiles.js';
import {
  type BlobSettings,
  type CosmosSettings,
  type Environment,
  parseBlobSettings,
  parseSettings,
  type Settings,
} from './settings.js';
import { createBlobCache } from './stores/blob-cache.js';
import { blobContainers, ensureBlobContainers } from './stores/blob-containers.js';
import { createBlobCredentials } from './stores/blob-credentials.js';
import { createBlobCursors } from './stores/blob-cursors.js';
import { createBlobDeadLetters } from './stores/blob-dead-letters.js';
import { createBlobDrop } from './stores/blob-drop.js';
import { createBlobEventRecords } from './stores/blob-event-records.js';
import { createBlobFiles } from './stores/blob-files.js';
import { createBlobIdempotency } from './stores/blob-idempotency.js';
import { createBlobPrivacyExports } from './stores/blob-privacy-exports.js';
import { createBlobPrivacyReceipts } from './stores/blob-privacy-receipts.js';
import { createBlobPrivacyRequests } from './stores/blob-privacy-requests.js';
import { createBlobProfiles } from './stores/blob-profiles.js';
import { createBlobPullRequests } from './stores/blob-pull-requests.js';
import { createBlobQueue } from './stores/blob-queue.js';
import { createBlobSentPayloads } from './stores/blob-sent-payloads.js';
import { createBlobService } from './stores/blob-service.js';
import { createBlobStartCounter } from './stores/blob-start-counter.js';
import { createCosmosClient } from './stores/cosmos-client.js';
import { ensureCosmosContainers } from './stores/cosmos-containers.js';
import { createCosmosEventLog } from './stores/cosmos-event-log.js';
import { createCosmosOrderStore } from './stores/cosmos-order-store.js';
import { createCosmosRunLog } from './stores/cosmos-run-log.js';
import { createCosmosStockMovements } from './stores/cosmos-stock-movements.js';
import { createCosmosTillBooks } from './stores/cosmos-till-books.js';
import { createSecrets } from './stores/secrets.js';

/** Everything the functions use: the ports of the pipeline, made once, and the settings. Nothing is reached before it is asked. */
export interface Composition
  extends ProcessPorts,
    PullPorts,
    PushPorts,
    ReceivePorts,
    FilePorts,
    DropPorts,
    PrivacyPorts {
  credentials: Credentials;
  settings: Settings;
  /** The version of the app. */
  version: string;
  /** One cheap call to each dependency, which fails when it is down. */
  probes: Readonly<Record<Dependency, () => Promise<unknown>>>;
  /** The same, once the blob containers exist: all that receiving needs. */
  withBlobs(): Promise<Composition>;
  /** The same, once the blob containers and those of the order store exist. */
  withStore(): Promise<Composition>;
}

let composed: Composition | undefined;

/**
 * The composition of this process, by its environment.
 * @throws `setting_invalid`
 */
export function composition(): Composition {
  composed ??= compose(process.env);
  return composed;
}

/** How blob triggers learn of blobs. A registration needs it at once, so a malformed setting is refused later, at the start. */
export function blobTriggerSource(): Settings['blobTriggerSource'] {
  return process.env.TRIBUTARY_BLOB_TRIGGER_SOURCE === 'EventGrid' ? 'EventGrid' : 'LogsAndContainerScan';
}

/**
 * The profiles alone, for the command line.
 * @throws `setting_invalid`, `blob_unavailable`
 */
export async function openProfiles(env: Environment): Promise<Profiles> {
  const service = openBlobService(parseBlobSettings(env));
  const { profiles } = await ensureBlobContainers(service);
  return createBlobProfiles({ container: profiles, clock });
}

/**
 * Puts the adapters and the pipeline together, without any call.
 * @throws `setting_invalid`
 */
export function compose(env: Environment): Composition {
  const settings = parseSettings(env);
  const blobs = composeBlobs(settings.blobs);
  const store = composeStore(settings.cosmos);
  const rateLimits = createRateLimits(clock);
  const all: Composition = {
    settings,
    version: readVersion(),
    clock,
    ids,
    findChannel,
    fileLimits: settings.files,
    ...blobs.ports,
    ...store.ports,
    secrets: createSecrets({
      env: (name) => (OWN_SECRETS.has(name) ? undefined : env[name]),
      credentials: blobs.ports.credentials,
      clock,
      ...(settings.keyVaultUri === null ? {} : { keyVaultUri: settings.keyVaultUri, credential: identity }),
    }),
    createHttp: (profile, channel, onRequest) => createHttp(settings, rateLimits, profile, channel, onRequest),
    probes: {
      async blobs() {
        await blobs.ensure();
        return blobs.ports.queue.read(PROBE);
      },
      async orders() {
        await store.ensure();
        return store.ports.store.read({ kind: 'order', id: PROBE, recordKey: PROBE });
      },
    },
    async withBlobs() {
      await blobs.ensure();
      return all;
    },
    async withStore() {
      await Promise.all([blobs.ensure(), store.ensure()]);
      return all;
    },
  };
  return all;
}

// What the app itself signs in with is no secret of a profile: a profile could have it sent to its channel.
const OWN_SECRETS = new Set([
  'TRIBUTARY_QUEUE_CONNECTION',
  'TRIBUTARY_COSMOS_KEY',
  'TRIBUTARY_TOKEN_SECRET',
  'AzureWebJobsStorage',
]);

// A name that nothing has: asking for it costs one small request and is answered by "there is none".
const PROBE = 'health-probe';

const clock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

const ids: Ids = { ulid: monotonicFactory(), random: Math.random };

// The identity library is large and a local run never needs it.
let credential: Promise<TokenCredential> | undefined;
const identity: TokenCredential = {
  async getToken(scopes, options) {
    credential ??= import('@azure/identity').then(({ DefaultAzureCredential }) => new DefaultAzureCredential());
    return (await credential).getToken(scopes, options);
  },
};

function openBlobService(settings: BlobSettings): ReturnType<typeof createBlobService> {
  if ('serviceUri' in settings) return createBlobService({ serviceUri: settings.serviceUri, credential: identity });
  try {
    return createBlobService(settings);
  } catch {
    // The library's own message may quote the connection string.
    const name = 'TRIBUTARY_QUEUE_CONNECTION';
    throw new PipelineError('setting_invalid', `Settings: ${name} is not a storage connection string`, { path: name });
  }
}

function composeBlobs(settings: BlobSettings) {
  const service = openBlobService(settings);
  const containers = blobContainers(service);
  return {
    ensure: once(() => ensureBlobContainers(service)),
    ports: {
      queue: createBlobQueue({ container: containers.queue }),
      cache: createBlobCache({ container: containers.cache }),
      credentials: createBlobCredentials({ container: containers.credentials }),
      cursors: createBlobCursors({ container: containers.cursors, clock }),
      deadLetters: createBlobDeadLetters({ container: containers.deadLetters }),
      drop: createBlobDrop({ container: containers.drop }),
      files: createBlobFiles({ container: containers.files }),
      eventRecords: createBlobEventRecords({ container: containers.eventRecords }),
      marks: createBlobIdempotency({ container: containers.idempotency }),
      privacyExports: createBlobPrivacyExports({ container: containers.privacyExports }),
      privacyReceipts: createBlobPrivacyReceipts({ container: containers.privacyReceipts }),
      privacyRequests: createBlobPrivacyRequests({ container: containers.privacyRequests }),
      profiles: createBlobProfiles({ container: containers.profiles, clock }),
      pullRequests: createBlobPullRequests({ container: containers.pullRequests }),
      sentPayloads: createBlobSentPayloads({ container: containers.sentPayloads }),
      starts: createBlobStartCounter({ container: containers.starts }),
    },
  };
}

function composeStore({ endpoint, key, database }: CosmosSettings) {
  const client = createCosmosClient(key === null ? { endpoint, credential: identity } : { endpoint, key });
  const place = { client, database };
  return {
    ensure: once(() => ensureCosmosContainers(client, database)),
    ports: {
      store: createCosmosOrderStore(place),
      events: createCosmosEventLog(place),
      runs: createCosmosRunLog(place),
      till: createCosmosTillBooks(place),
      movements: createCosmosStockMovements(place),
    },
  };
}

const CHANNEL_TIMEOUT_MS = 60_000;
const CHANNEL_MAX_BYTES = 50 * 1024 * 1024;

function createHttp(
  settings: Settings,
  rateLimits: RateLimits,
  profile: Profile,
  channel: Channel,
  onRequest: (request: { ms: number; status: number }) => void,
) {
  const { baseUrl } = profile.settings;
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) {
    throw new PipelineError('channel_url_refused', 'The settings of the profile name no base URL', {
      path: '/settings/baseUrl',
    });
  }
  return createChannelHttp({
    allowedOrigin: new URL(baseUrl).origin,
    otherOrigins: channel.otherOrigins,
    allowPrivate: settings.allowPrivateChannels,
    timeoutMs: CHANNEL_TIMEOUT_MS,
    maxBytes: CHANNEL_MAX_BYTES,
    clock,
    random: ids.random,
    bucket: rateLimits.bucketOf(profile.id, channel.key, profile.pull.rateLimit ?? channel.rateLimit) ?? undefined,
    onRequest: ({ ms, status }) => onRequest({ ms, status: status ?? 0 }),
  });
}

/** Does the work once, however many ask; after a failure the next one asks anew. */
function once(work: () => Promise<unknown>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work().then(
      () => {},
      (error: unknown) => {
        done = undefined;
        throw error;
      },
    );
    return done;
  };
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
