import { once } from 'node:events';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { type RunningServer, runEmulator } from './run-emulator.js';

async function startDocumentServer(port: number): Promise<RunningServer> {
  const http = createHttpServer({ keepAlive: true });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    http,
    async close() {
      http.close();
      http.closeAllConnections();
    },
  };
}

await runEmulator(startDocumentServer);
