import { type Emulator, startEmulator } from './emulator-process.js';

/** A running Cosmos DB server. It keeps everything in memory: what it holds ends with it. */
export interface Cosmos extends Emulator {
  readonly endpoint: string;
  readonly key: string;
}

// The published key of the Cosmos DB emulator; it guards nothing.
const KEY = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

/**
 * Starts a Cosmos DB server over plain HTTP on 127.0.0.1 in a process that cannot outlive this one.
 * Clients need `connectionPolicy: { enableEndpointDiscovery: false }`. Rejects when the port is taken, naming it.
 */
export async function startCosmos({ port }: { port?: number } = {}): Promise<Cosmos> {
  const entry = new URL('./cosmos-main.js', import.meta.url);
  const emulator = await startEmulator({ service: 'Cosmos DB', entry, ...(port === undefined ? {} : { port }) });
  return { ...emulator, endpoint: `http://127.0.0.1:${emulator.port}`, key: KEY };
}
