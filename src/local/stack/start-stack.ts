import { join } from 'node:path';
import { compose } from '../../composition.js';
import type { Profile } from '../../model/profile.js';
import { schedulePulls } from '../../orchestration/schedule-pulls.js';
import { startAzurite } from '../emulators/azurite.js';
import { startCosmos } from '../emulators/cosmos.js';
import type { HostLog } from '../functions-host/core-api.js';
import { lockDataFolder, openDataFolder } from './data-folder.js';
import { putDemoProfiles } from './demo-profiles.js';
import { openShops, type RunningShop } from './demo-shops.js';
import { forgetStore } from './forget-store.js';
import { expectFreePort } from './free-port.js';
import { type FunctionsProcess, startFunctions } from './functions-process.js';
import { publishEnvironment, readTokenSecret } from './local-env-file.js';

/** What to start: everything that the pipeline needs on this machine. */
export interface StackOptions {
  appRoot: string;
  dataDir: string;
  port: number;
  sandbox: boolean;
  onLog(entry: HostLog): void;
}

/** The running stack. */
export interface Stack {
  url: string;
  /** The sandbox shops by what they are. */
  shops: { title: string; url: string }[];
  dataDir: string;
  profiles: Profile[];
  host: FunctionsProcess;
  /** Stops all of it, the functions first, so that what they are doing reaches the stores. */
  stop(): Promise<void>;
}

/** Starts Azurite, a Cosmos DB server, the sandbox shops and the functions host. What was started is stopped again if a later part cannot start. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of undo.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startParts(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(options: StackOptions, undo: (() => unknown)[]): Promise<Omit<Stack, 'stop'>> {
  const dataDir = openDataFolder(options.dataDir);
  await expectFreePort(options.port);
  undo.push(lockDataFolder(dataDir));
  const stores = await startStores(dataDir, undo);
  const running = options.sandbox ? await openShops(undo) : [];
  const secrets = Object.assign({}, ...running.map(({ demo }) => demo.environment)) as Record<string, string>;
  const env = { ...secrets, ...stores, PORT: String(options.port) };
  const { profiles, request } = await prepare(env, running);
  const host = await startFunctions({ appRoot: options.appRoot, env, onLog: options.onLog });
  undo.push(() => host.stop());
  undo.push(publishEnvironment(dataDir, { ...env, PORT: String(host.port) }));
  const url = `http://127.0.0.1:${host.port}`;
  for (const { demo, shop } of running) undo.push(shop.live(`${url}/api/webhooks/${demo.profileId}`));
  // The first pull need not wait for the timer's next minute.
  await request();
  const shops = running.map(({ demo, shop }) => ({ title: demo.title, url: shop.baseUrl }));
  return { url, shops, dataDir, profiles, host };
}

async function startStores(dataDir: string, undo: (() => unknown)[]): Promise<Record<string, string>> {
  const azurite = await startAzurite({ dataDir: openDataFolder(join(dataDir, 'azurite')) });
  undo.push(() => azurite.stop());
  const cosmos = await startCosmos();
  undo.push(() => cosmos.stop());
  await forgetStore(azurite.connectionString);
  return {
    TRIBUTARY_DATA_DIR: dataDir,
    TRIBUTARY_QUEUE_CONNECTION: azurite.connectionString,
    AzureWebJobsStorage: azurite.connectionString,
    TRIBUTARY_COSMOS_ENDPOINT: cosmos.endpoint,
    TRIBUTARY_COSMOS_KEY: cosmos.key,
    TRIBUTARY_COSMOS_DATABASE: 'tributary',
    TRIBUTARY_TOKEN_SECRET: readTokenSecret(dataDir),
    TRIBUTARY_ALLOW_PRIVATE_CHANNELS: 'true',
    TRIBUTARY_BLOB_TRIGGER_SOURCE: 'LogsAndContainerScan',
  };
}

async function prepare(env: Record<string, string>, running: readonly RunningShop[]) {
  const composed = await compose(env).withStore();
  const profiles = await putDemoProfiles(composed.profiles, running);
  return { profiles, request: () => schedulePulls(composed) };
}
