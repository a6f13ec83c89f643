import { createChannelHttp } from '../../../src/channels/kit/channel-http.js';
import type { Cursor } from '../../../src/model/cursor.js';
import type { Envelope } from '../../../src/model/envelope.js';
import type { Run } from '../../../src/model/run.js';
import { pullChannel } from '../../../src/orchestration/pull-channel.js';
import { readLines } from '../../../src/orchestration/queued-line.js';
import { newRequest } from '../../../src/orchestration/schedule-pulls.js';
import type { Channel, ChannelResource } from '../../../src/ports/channel.js';
import { createMemorySecrets } from '../../doubles/memory-secrets.js';
import { apiProfile, createWorld, drain, type World } from '../../orchestration/world.js';
import type { ChannelFixtures, Remote, RemoteScript } from './channel-fixtures.js';
import { type FaultyFront, startFaultyFront } from './faulty-front.js';

/** A pull that goes on for ever ends here, and the test with it. */
const MAX_SLICES = 5;

/** The real runtime and the real client before a fake of the channel's system; only the stores are in memory. */
export interface ContractWorld {
  channel: Channel;
  resource: ChannelResource;
  /** The settings as the channel reads them. */
  settings: unknown;
  world: World;
  remote: Remote;
  front: FaultyFront;
  /** Pulls the changes to the end of the run. */
  pull(): Promise<Run>;
  cursor(): Promise<Cursor | null>;
  /** What was queued and is not yet processed. */
  queued(): Promise<Envelope[]>;
  /** Processes what is queued. */
  drain(): Promise<void>;
  /** The ids in the order store, of this resource's records. */
  stored(): string[];
  stop(): Promise<void>;
}

function toReferences(secrets: Readonly<Record<string, string>>) {
  const names = Object.keys(secrets);
  const reference = (name: string) => `env:CONTRACT_${names.indexOf(name)}`;
  return {
    references: Object.fromEntries(names.map((name) => [name, reference(name)])),
    values: Object.fromEntries(names.map((name) => [reference(name), secrets[name] ?? ''])),
  };
}

function createPorts(world: World, values: Record<string, string>, origin: string): World['ports'] & PullingPorts {
  return {
    ...world.ports,
    secrets: createMemorySecrets(values),
    createHttp: (_profile, _channel, onRequest) =>
      createChannelHttp({
        allowedOrigin: origin,
        allowPrivate: true,
        timeoutMs: 10_000,
        maxBytes: 50_000_000,
        clock: { now: () => world.clock.now(), sleep: async () => {} },
        random: () => 0.5,
        onRequest: ({ ms, status }) => onRequest({ ms, status: status ?? 0 }),
      }),
  };
}

type PullingPorts = Pick<Parameters<typeof pullChannel>[0], 'createHttp' | 'secrets'>;

async function pullOnce(ports: Parameters<typeof pullChannel>[0], profileId: string, name: string): Promise<Run> {
  const request = newRequest(ports, profileId, name, 'command');
  let pending: string | undefined = await ports.pullRequests.put(request);
  for (let slice = 0; pending !== undefined; slice += 1) {
    if (slice === MAX_SLICES) throw new Error(`The run does not end within ${MAX_SLICES} slices`);
    await pullChannel(ports, pending);
    pending = undefined;
    for await (const next of ports.pullRequests.list()) pending = next.name;
  }
  const run = await ports.runs.read(profileId, request.runId);
  if (run === null) throw new Error('The pull left no run document');
  return run;
}

/** Starts the remote system, a front before it, and a pipeline whose profile is bound to the front. */
export async function openContractWorld(
  channel: Channel,
  fixtures: ChannelFixtures,
  name: string,
  script: Partial<Omit<RemoteScript, 'now'>> & { clockBehindMs?: number; pageSize?: number } = {},
): Promise<ContractWorld> {
  const fixture = fixtures.resources[name];
  const resource = channel.resources[name];
  if (fixture === undefined || resource === undefined) throw new Error(`There is no resource ${name}`);
  const { clockBehindMs = 0, pageSize = 10, ...wished } = script;
  const { references, values } = toReferences(fixtures.secrets);
  const channels: Channel[] = [channel];
  const profiles: Parameters<typeof createWorld>[0] = [];
  const world = createWorld(profiles, channels);
  const now = () => new Date(world.clock.now().getTime() - clockBehindMs);
  const remote = await fixture.start({ records: 25, sameInstant: false, repeatLastPage: false, ...wished, now });
  const front = await startFaultyFront(remote.origin, fixture.isListing ?? (({ method }) => method === 'GET'));
  const settings = fixtures.settings(front.origin);
  // Without an overlap, so that it does not cover for a cursor that is wrong.
  const pull = { pageSize, overlap: 'PT0S' };
  const profile = apiProfile({ channel: channel.key, settings, secrets: references, pull });
  await world.ports.profiles.put(profile);
  const ports = createPorts(world, values, front.origin);
  return {
    channel,
    resource,
    settings: channel.settings.parse(settings),
    world,
    remote,
    front,
    async pull() {
      world.clock.advance(1_000);
      return pullOnce(ports, profile.id, name);
    },
    cursor: () => ports.cursors.read(profile.id, name),
    async queued() {
      const bodies = await Promise.all(world.ports.queue.names().map((blob) => world.ports.queue.read(blob)));
      const lines = bodies.flatMap((blob) => readLines(blob?.body ?? ''));
      return lines.map(({ envelope, text }) => {
        if (envelope === null) throw new Error(`A queued line is no envelope: ${text.slice(0, 200)}`);
        return envelope;
      });
    },
    drain: () => drain(world),
    stored: () =>
      world.ports.store
        .items()
        .filter(({ kind }) => kind === resource.type)
        .map(({ remoteId }) => remoteId),
    async stop() {
      await front.stop();
      await remote.stop();
    },
  };
}
