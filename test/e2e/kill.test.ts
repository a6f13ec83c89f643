import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { type Composition, compose } from '../../src/composition.js';
import { profile } from '../../src/model/profile.js';
import { HostProcess } from '../local/functions-host/host-process.js';
import { eventually } from './stack.js';

const appRoot = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const KILLS = 6;
const ORDERS = 25;

interface Emulators {
  blobs: { connectionString: string; stop(): Promise<void> };
  cosmos: { endpoint: string; key: string; stop(): Promise<void> };
}

async function startEmulators(): Promise<Emulators> {
  const { startAzurite } = await import('../../dist/local/emulators/azurite.js' as string);
  const { startCosmos } = await import('../../dist/local/emulators/cosmos.js' as string);
  return { blobs: await startAzurite({ inMemory: true }), cosmos: await startCosmos() };
}

function environment({ blobs, cosmos }: Emulators): Record<string, string> {
  return {
    TRIBUTARY_QUEUE_CONNECTION: blobs.connectionString,
    TRIBUTARY_COSMOS_ENDPOINT: cosmos.endpoint,
    TRIBUTARY_COSMOS_KEY: cosmos.key,
    TRIBUTARY_TOKEN_SECRET: SECRET,
  };
}

/** What the driver knows of its posts: accepted for certain, or with an answer that never came. */
interface Ledger {
  accepted: Map<string, { id: string; revision: number }>;
  unknown: number;
}

/** Posts ever newer revisions of the same orders until told to stop; a post that fails may or may not have been taken. */
async function drive(port: () => number, token: string, ledger: Ledger, stopped: () => boolean): Promise<number> {
  let revision = 0;
  while (!stopped()) {
    revision += 1;
    const records = Array.from({ length: ORDERS }, (_, index) => order(`k-${index}`, revision));
    try {
      const response = await fetch(`http://127.0.0.1:${port()}/api/ingest/order`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(records),
        signal: AbortSignal.timeout(5_000),
      });
      const { accepted } = (await response.json()) as { accepted?: { eventId: string; recordId: string }[] };
      for (const { eventId, recordId } of accepted ?? []) ledger.accepted.set(eventId, { id: recordId, revision });
    } catch {
      ledger.unknown += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return revision;
}

function order(id: string, revision: number): Record<string, unknown> {
  const quantity = String(revision);
  return {
    id,
    status: `revision ${revision}`,
    currency: 'EUR',
    updatedAt: new Date(Date.parse('2026-11-20T00:00:00Z') + revision * 1_000).toISOString(),
    lines: [{ id: '1', sku: 'A', quantity, unitPrice: '1.00', total: `${quantity}.00` }],
    totals: { subtotal: `${quantity}.00`, grand: `${quantity}.00` },
  };
}

async function isQueueEmpty(ports: Composition): Promise<true | null> {
  for await (const _ of ports.queue.list()) return null;
  return true;
}

test('a functions process that is killed again and again loses no accepted record and applies none twice', async () => {
  const emulators = await startEmulators();
  const env = environment(emulators);
  const ports = await compose(env).withStore();
  await ports.profiles.put(profile.parse({ id: 'kill', tenantId: 'kill', name: 'Kill', channel: 'api' }));
  const key = new TextEncoder().encode(SECRET);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('kill')
    .setExpirationTime('1h')
    .sign(key);
  let host = await HostProcess.start(env, appRoot);
  try {
    const ledger: Ledger = { accepted: new Map(), unknown: 0 };
    let stopped = false;
    const driving = drive(
      () => host.port,
      token,
      ledger,
      () => stopped,
    );
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150 * kill));
      host.child.kill('SIGKILL');
      await host.exited;
      host = await HostProcess.start(env, appRoot);
    }
    stopped = true;
    const last = await driving;
    await eventually('an empty queue', () => isQueueEmpty(ports));
    await expectBalance(ports, ledger, last);
  } finally {
    await host.stop();
    await emulators.blobs.stop();
    await emulators.cosmos.stop();
  }
}, 120_000);

async function expectBalance(ports: Composition, ledger: Ledger, last: number): Promise<void> {
  expect(ledger.accepted.size).toBeGreaterThan(ORDERS);
  const events = new Map<string, string>();
  let continuation: string | undefined;
  do {
    const page = await ports.events.query({
      profileId: 'kill',
      limit: 200,
      ...(continuation === undefined ? {} : { continuation }),
    });
    for (const { id, outcome } of page.items) {
      expect(events.has(id)).toBe(false);
      events.set(id, outcome);
    }
    continuation = page.continuation ?? undefined;
  } while (continuation !== undefined);
  expect([...ledger.accepted.keys()].filter((id) => !events.has(id))).toEqual([]);
  expect([...new Set(events.values())].filter((outcome) => outcome === 'dead-lettered')).toEqual([]);
  // What was answered for certain is applied; a post without an answer may have been taken too, and then it is newer.
  const certain = new Map<string, number>();
  for (const { id, revision } of ledger.accepted.values()) certain.set(id, Math.max(certain.get(id) ?? 0, revision));
  const { items } = await ports.store.query({ kind: 'order', profileId: 'kill', limit: 100 });
  for (const { item } of items) {
    const stored = Number(String(item.record.status).replace('revision ', ''));
    expect(stored).toBeGreaterThanOrEqual(certain.get(item.remoteId) ?? 0);
    expect(stored).toBeLessThanOrEqual(last);
    expect((item.record.totals as { grand: string }).grand).toBe(`${stored}.00`);
  }
  expect(items).toHaveLength(ORDERS);
}
