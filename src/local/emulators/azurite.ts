import { type Emulator, startEmulator } from './emulator-process.js';

/** A running Azurite blob service. */
export interface Azurite extends Emulator {
  readonly connectionString: string;
}

/** Where Azurite keeps its blobs; with `inMemory` nothing is written and `dataDir` is not used. */
export interface AzuriteOptions {
  dataDir?: string;
  port?: number;
  inMemory?: boolean;
}

// Azurite's published development account; it guards nothing.
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * Starts Azurite's blob service on 127.0.0.1 in a process that cannot outlive this one.
 * Rejects when the port is taken or the data folder cannot be written, naming it.
 * A SIGKILL of that process loses the last seconds of writes; `stop` loses nothing.
 */
export async function startAzurite({ dataDir, port, inMemory = false }: AzuriteOptions): Promise<Azurite> {
  if (!inMemory && dataDir === undefined) throw new Error('Azurite needs a data folder, unless it runs in memory');
  const emulator = await startEmulator({
    service: 'Azurite',
    entry: new URL('./azurite-main.js', import.meta.url),
    args: dataDir === undefined || inMemory ? ['--inMemoryPersistence'] : ['--location', dataDir],
    ...(port === undefined ? {} : { port }),
  });
  const endpoint = `http://127.0.0.1:${emulator.port}/${ACCOUNT}`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=${endpoint};`;
  return { ...emulator, connectionString };
}
