import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { type RunningServer, runEmulator } from './run-emulator.js';

interface BlobServer {
  httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface BlobEnvironment {
  location(): Promise<string>;
}

const require = createRequire(import.meta.url);

/** Starts Azurite's blob service as its own entry point does; its flags are read from this process's arguments. */
async function startBlobService(port: number): Promise<RunningServer> {
  process.argv.push('--blobHost', '127.0.0.1', '--blobPort', String(port));
  process.argv.push('--silent', '--disableTelemetry', '--skipApiVersionCheck');
  const { BlobServerFactory } = require('azurite/dist/src/blob/BlobServerFactory.js');
  const { default: BlobEnvironment } = require('azurite/dist/src/blob/BlobEnvironment.js');
  const { AzuriteTelemetryClient } = require('azurite/dist/src/common/Telemetry.js');
  const { setExtentMemoryLimit } = require('azurite/dist/src/common/ConfigurationBase.js');
  const environment: BlobEnvironment = new BlobEnvironment();
  const server: BlobServer = await new BlobServerFactory().createServer(environment);
  setExtentMemoryLimit(environment, false);
  await server.start();
  AzuriteTelemetryClient.init(await environment.location(), false, environment);
  return { http: server.httpServer, close: () => server.close() };
}

await runEmulator(startBlobService);
