import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts one Azurite and one Cosmos DB server for the whole run; each test makes its own containers and databases. */
export default async function globalSetup({ rootDir }: { rootDir: string }): Promise<void> {
  const emulators = join(rootDir, 'dist', 'local', 'emulators');
  if (!existsSync(emulators)) throw new Error('dist is missing: run `npm run build` before the tests');
  const load = (file: string) => import(join(emulators, file));
  const { startAzurite }: typeof import('../src/local/emulators/azurite.js') = await load('azurite.js');
  const { startCosmos }: typeof import('../src/local/emulators/cosmos.js') = await load('cosmos.js');

  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-test-'));
  const [azurite, cosmos] = await Promise.all([startAzurite({ dataDir }), startCosmos()]);
  process.env.TRIBUTARY_TEST_BLOB = azurite.connectionString;
  process.env.TRIBUTARY_TEST_COSMOS = cosmos.endpoint;
  process.env.TRIBUTARY_TEST_COSMOS_KEY = cosmos.key;
  globalThis.tributaryTest = { dataDir, emulators: [azurite, cosmos] };
}

declare global {
  var tributaryTest: { dataDir: string; emulators: { stop(): Promise<void> }[] };
}
