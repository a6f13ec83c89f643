import { createChannelHttp } from '../src/channels/kit/channel-http.js';
import type { PullPorts } from '../src/orchestration/pull-ports.js';
import type { ChannelHttp } from '../src/ports/channel.js';
import type { Clock } from '../src/ports/clock.js';
import { blobContainers } from '../src/stores/blob-containers.js';
import { createBlobCursors } from '../src/stores/blob-cursors.js';
import { createBlobPullRequests } from '../src/stores/blob-pull-requests.js';
import { createBlobService } from '../src/stores/blob-service.js';
import { createCosmosClient } from '../src/stores/cosmos-client.js';
import { createCosmosRunLog } from '../src/stores/cosmos-run-log.js';
import { createSecrets } from '../src/stores/secrets.js';
import type { Connection } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import { DATABASE, openPorts } from './ports.js';
import type { PulledShop } from './pulled-shop.js';

/** What the shop was asked for: the time of each try in milliseconds, and of all answers the length and the points. */
export interface Traffic {
  tries: number[];
  characters: number;
  points: number;
}

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 50 * 1024 * 1024;

/** The references of the shop's secrets, by name. */
export function secretReferences({ secrets }: PulledShop): Record<string, string> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, `env:${variableOf(name)}`]));
}

/** The real adapters, as the app composes them, but without a rate limit; `traffic` is kept up to date. */
export async function openPullPorts(connection: Connection, shop: PulledShop, traffic: Traffic): Promise<PullPorts> {
  const { blobs, endpoint, key } = connection;
  const ports = await openPorts(connection, createOperationCounts());
  const { clock } = ports;
  const { cursors, pullRequests } = blobContainers(createBlobService({ connectionString: blobs }));
  const environment = new Map(Object.entries(shop.secrets).map(([name, value]) => [variableOf(name), value]));
  return {
    ...ports,
    cursors: createBlobCursors({ container: cursors, clock }),
    pullRequests: createBlobPullRequests({ container: pullRequests }),
    runs: createCosmosRunLog({ client: createCosmosClient({ endpoint, key }), database: DATABASE }),
    secrets: createSecrets({ env: (name) => environment.get(name), credentials: { read: async () => null }, clock }),
    createHttp: ({ settings }, _channel, onRequest) =>
      observe(shop, traffic, (onTry) =>
        createHttp(String(settings.baseUrl), clock, ({ ms, status }) => {
          onTry(ms);
          onRequest({ ms, status: status ?? 0 });
        }),
      ),
  };
}

const variableOf = (secret: string): string => `BENCH_${secret.toUpperCase()}`;

type OnRequest = (request: { ms: number; status: number | null }) => void;

function createHttp(baseUrl: string, clock: Clock, onRequest: OnRequest): ChannelHttp {
  return createChannelHttp({
    allowedOrigin: new URL(baseUrl).origin,
    allowPrivate: true,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    clock,
    random: Math.random,
    onRequest,
  });
}

function observe(
  { pointsOf }: PulledShop,
  traffic: Traffic,
  open: (onTry: (ms: number) => void) => ChannelHttp,
): ChannelHttp {
  const http = open((ms) => traffic.tries.push(ms));
  return {
    async send(request) {
      const answer = await http.send(request);
      traffic.characters += answer.text.length;
      traffic.points += pointsOf?.(answer.text) ?? 0;
      return answer;
    },
  };
}
