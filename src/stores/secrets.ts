import type { TokenCredential } from '@azure/identity';
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';
import { PipelineError } from '../model/errors.js';
import type { Clock } from '../ports/clock.js';
import type { Credentials, HandedOver } from '../ports/credentials.js';
import type { Secrets } from '../ports/secrets.js';
import { statusOf } from './azure-error.js';

const KEEP_MS = 5 * 60_000;
const ENV = /^env:([A-Z][A-Z0-9_]*)$/;
const STORED = /^stored:([A-Za-z][A-Za-z0-9]{0,63})$/;
const KEY_VAULT = /^keyvault:([A-Za-z0-9-]{1,127})$/;

/** Where secrets are: a way to read the environment, what was handed over, and, for `keyvault:` references, a vault and an identity. */
export interface SecretsOptions {
  env(name: string): string | undefined;
  credentials: Pick<Credentials, 'read'>;
  clock: Pick<Clock, 'now'>;
  keyVaultUri?: string | undefined;
  credential?: TokenCredential | undefined;
  /** Passed to the vault's client: another transport, for one. */
  clientOptions?: SecretClientOptions | undefined;
}

/**
 * Resolves `env:NAME`, `keyvault:NAME` and `stored:NAME`; a vault's secret is kept in memory for 5 minutes, what was handed over is not:
 * with the next registration it is of no use any more. A message names the reference, never a value; text that is no reference could be a value, so it is not named either.
 */
export function createSecrets(options: SecretsOptions): Secrets {
  const readVault = createVaultReader(options);
  const readStored = createStoredReader(options.credentials);
  return {
    async resolve(reference, profileId) {
      const inEnvironment = ENV.exec(reference)?.[1];
      const inVault = KEY_VAULT.exec(reference)?.[1];
      if (inEnvironment !== undefined) return requireValue(options.env(inEnvironment), reference);
      if (inVault !== undefined) return requireValue(await readVault(inVault), reference);
      const stored = STORED.exec(reference)?.[1];
      if (stored !== undefined) return requireValue(await readStored(stored, profileId), reference);
      throw new PipelineError(
        'secret_unavailable',
        'A secret reference must be env:NAME, keyvault:NAME or stored:NAME',
      );
    },
  };
}

function requireValue(value: string | undefined, reference: string): string {
  if (value === undefined || value === '') throw new PipelineError('secret_unavailable', `${reference} is not set`);
  return value;
}

/** Secrets of one profile that are asked for at the same time come of one reading, so that they belong together. */
function createStoredReader(credentials: SecretsOptions['credentials']) {
  const readings = new Map<string, Promise<HandedOver | null>>();
  function read(profileId: string): Promise<HandedOver | null> {
    const under = readings.get(profileId);
    if (under !== undefined) return under;
    const reading = credentials
      .read(profileId)
      .then((found) => found?.handedOver ?? null)
      .finally(() => readings.delete(profileId));
    readings.set(profileId, reading);
    return reading;
  }
  return async (name: string, profileId: string): Promise<string | undefined> => {
    const found = await read(profileId);
    if (found !== null) return Object.hasOwn(found.secrets, name) ? found.secrets[name] : undefined;
    const message = `The app is not installed in the shop yet: nothing is known of stored:${name}`;
    throw new PipelineError('registration_missing', message);
  };
}

function createVaultReader({ keyVaultUri, credential, clock, clientOptions }: SecretsOptions) {
  const client = keyVaultUri && credential ? new SecretClient(keyVaultUri, credential, clientOptions) : null;
  const kept = new Map<string, { value: string | undefined; until: number }>();
  return async (name: string): Promise<string | undefined> => {
    if (client === null)
      throw new PipelineError('secret_unavailable', `keyvault:${name} needs a Key Vault, and none is set`);
    const now = clock.now().getTime();
    const known = kept.get(name);
    if (known && known.until > now) return known.value;
    const value = await readSecret(client, name);
    kept.set(name, { value, until: now + KEEP_MS });
    return value;
  };
}

async function readSecret(client: SecretClient, name: string): Promise<string | undefined> {
  try {
    return (await client.getSecret(name)).value;
  } catch (error) {
    if (statusOf(error) === 404)
      throw new PipelineError('secret_unavailable', `keyvault:${name} is not in the Key Vault`, { cause: error });
    throw new PipelineError('vault_unavailable', `keyvault:${name} cannot be read from the Key Vault`, {
      cause: error,
    });
  }
}
