import { profile as profileSchema } from '../src/model/profile.js';
import { dropFile } from '../src/orchestration/files/drop-file.js';
import type { FilePorts } from '../src/orchestration/files/file-ports.js';
import { readFile } from '../src/orchestration/files/read-file.js';
import { blobContainers } from '../src/stores/blob-containers.js';
import { createBlobDrop } from '../src/stores/blob-drop.js';
import { createBlobFiles } from '../src/stores/blob-files.js';
import { createBlobService } from '../src/stores/blob-service.js';
import type { Connection } from './emulators.js';
import { createOperationCounts } from './operation-counts.js';
import { openPorts } from './ports.js';
import { measure, type Took } from './stopwatch.js';

/** What the reading process is told. */
export interface ReadRequest {
  connection: Connection;
  rows: number;
}

/** How a file was dropped and read. */
export interface FileRead {
  rows: number;
  bytes: number;
  dropped: Took;
  read: Took;
  peakRssMb: number;
}

const LIMITS = { maxBytes: 4 * 1024 ** 3, keepMs: 0 };
const ROWS_AT_ONCE = 10_000;

/** A price file as merchants send it: decimal commas, quotes around names, and a column that means nothing. */
async function* content(rows: number): AsyncIterable<Uint8Array> {
  yield Buffer.from('Artikel;Bezeichnung;VK;Lager\n');
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const some = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - from) }, (_, at) => rowOf(from + at));
    yield Buffer.from(some.join(''));
  }
}

function rowOf(at: number): string {
  return `ART-${at};"Hemd ""Größe ${at % 60}""; blau";${1 + (at % 999)},${String(at % 100).padStart(2, '0')};${at % 50}\n`;
}

const profile = profileSchema.parse({
  id: 'bench',
  tenantId: 'bench',
  name: 'Bench',
  channel: 'api',
  files: [
    {
      name: 'prices',
      type: 'product',
      numbers: { decimal: ',' },
      fields: { sku: 'Artikel', name: 'Bezeichnung', 'prices.EUR': 'VK' },
    },
  ],
});

async function openFilePorts(connection: Connection): Promise<FilePorts> {
  const ports = await openPorts(connection, createOperationCounts());
  const { drop, files } = blobContainers(createBlobService({ connectionString: connection.blobs }));
  await ports.profiles.put(profile);
  return {
    ...ports,
    drop: createBlobDrop({ container: drop }),
    files: createBlobFiles({ container: files }),
    fileLimits: LIMITS,
  };
}

/** Reads slice after slice, as the sweeper does, until all rows are in the queue; nothing is processed. */
async function readWhole(ports: FilePorts, name: string, rows: number): Promise<void> {
  for (;;) {
    const { status, queued, message } = await readFile(ports, name);
    if (status === 'reading') continue;
    if (status !== 'done' || queued !== rows)
      throw new Error(`The file ended ${status} with ${queued} rows: ${message}`);
    return;
  }
}

async function dropAndRead({ connection, rows }: ReadRequest): Promise<FileRead> {
  const ports = await openFilePorts(connection);
  const sent = { profile, chunks: content(rows), name: 'prices.csv', type: 'product', idempotencyKey: null } as const;
  const dropped = await measure(() =>
    dropFile({ ...ports, ids: { ulid: () => '01BENCH', random: Math.random } }, sent),
  );
  const { profileId, name, size: bytes } = dropped.result;
  const read = await measure(() => readWhole(ports, `${profileId}/${name}`, rows));
  return { rows, bytes, dropped: dropped.took, read: read.took, peakRssMb: process.resourceUsage().maxRSS / 1024 };
}

process.once('message', async (request: ReadRequest) => {
  process.send?.(await dropAndRead(request));
  process.exit(0);
});
