import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { type Composition, compose } from '../../../src/composition.js';
import { HostProcess } from '../../local/functions-host/host-process.js';
import type { Answer } from '../stack.js';

const appRoot = fileURLToPath(new URL('../../..', import.meta.url));
const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** Who asks: the profile's own credential, or one for administration. */
interface Caller {
  profileId: string;
  admin?: boolean;
}

/** The app in a process of its own that may be killed, on stores that live on. */
export interface RunningTill {
  ports: Composition;
  /** Asks the API for something, as an administrator or as the profile. */
  call(who: Caller, path: string, body?: unknown): Promise<Answer>;
  /** Ends the process at once, wherever it is. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function startEmulators() {
  const { startAzurite } = await import('../../../dist/local/emulators/azurite.js' as string);
  const { startCosmos } = await import('../../../dist/local/emulators/cosmos.js' as string);
  return Promise.all([startAzurite({ inMemory: true }), startCosmos()]);
}

function tokenOf({ profileId, admin = false }: Caller): Promise<string> {
  return new SignJWT(admin ? { roles: ['admin'] } : {})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(profileId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SECRET));
}

/** Starts emulators and the app on them, with the secrets that its profiles refer to. */
export async function startTill(secrets: Record<string, string>): Promise<RunningTill> {
  const [blobs, cosmos] = await startEmulators();
  const env = {
    TRIBUTARY_QUEUE_CONNECTION: blobs.connectionString,
    TRIBUTARY_COSMOS_ENDPOINT: cosmos.endpoint,
    TRIBUTARY_COSMOS_KEY: cosmos.key,
    TRIBUTARY_TOKEN_SECRET: SECRET,
    TRIBUTARY_ALLOW_PRIVATE_CHANNELS: 'true',
    ...secrets,
  };
  const ports = await compose(env).withStore();
  let host = await HostProcess.start(env, appRoot);
  return {
    ports,
    async call(who, path, body) {
      const response = await host.fetch(`/api/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${await tokenOf(who)}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, json: await response.json() };
    },
    async kill() {
      host.child.kill('SIGKILL');
      await host.exited;
    },
    async start() {
      host = await HostProcess.start(env, appRoot);
    },
    async stop() {
      await host.stop();
      await Promise.all([blobs.stop(), cosmos.stop()]);
    },
  };
}
