import { createHttpHeaders, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';
import { createSecrets } from '../../src/stores/secrets.js';
import { describeSecretsContract } from '../contracts/secrets-contract.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryCredentials } from '../doubles/memory-credentials.js';

const environment: Record<string, string> = { SHOP_TOKEN: 's3cret', EMPTY: '' };
const env = (name: string) => (Object.hasOwn(environment, name) ? environment[name] : undefined);
const clock = createManualClock();
const credentials = createMemoryCredentials();

describeSecretsContract('secrets', async () => createSecrets({ env, credentials, clock }));

test('an empty variable is unavailable', async () => {
  await expect(createSecrets({ env, credentials, clock }).resolve('env:EMPTY', 'shop')).rejects.toMatchObject({
    code: 'secret_unavailable',
  });
});

test('text that is no reference may be a secret itself and is not in the message', async () => {
  await expect(createSecrets({ env, credentials, clock }).resolve('hunter2', 'shop')).rejects.toMatchObject({
    code: 'secret_unavailable',
    message: expect.not.stringContaining('hunter2'),
  });
});

const faults: Record<string, number> = { locked: 403, throttled: 429, broken: 503 };

/** A Key Vault that holds `shop-token` = `s3cret-1`, `s3cret-2`, … and counts how often it is asked. */
function createVault() {
  const asked: string[] = [];
  const answer = (request: PipelineRequest, status: number, body: unknown, headers = {}) => ({
    request,
    status,
    headers: createHttpHeaders({ 'content-type': 'application/json', ...headers }),
    bodyAsText: JSON.stringify(body),
  });
  const httpClient: HttpClient = {
    async sendRequest(request) {
      if (!request.headers.has('authorization')) {
        const challenge = 'Bearer authorization="https://login.test/tenant", resource="https://vault.azure.net"';
        return answer(request, 401, {}, { 'www-authenticate': challenge });
      }
      const name = new URL(request.url).pathname.split('/')[2] ?? '';
      asked.push(name);
      if (name === 'shop-token')
        return answer(request, 200, { value: `s3cret-${asked.length}`, id: `${request.url}x` });
      if (name === 'unreachable') throw new Error('ECONNREFUSED');
      return answer(request, faults[name] ?? 404, { error: { code: 'Nope', message: 'no s3cret' } });
    },
  };
  return { asked, httpClient };
}

function secretsOf(vault: ReturnType<typeof createVault>, at = createManualClock()) {
  const credential = { getToken: async () => ({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const clientOptions = {
    httpClient: vault.httpClient,
    disableChallengeResourceVerification: true,
    retryOptions: { maxRetries: 0 },
  };
  return createSecrets({ env, credentials, clock: at, keyVaultUri: 'https://vault.test', credential, clientOptions });
}

test('a secret of the Key Vault is kept for 5 minutes and then read again', async () => {
  const vault = createVault();
  const at = createManualClock();
  const secrets = secretsOf(vault, at);
  expect(await secrets.resolve('keyvault:shop-token', 'shop')).toBe('s3cret-1');
  at.advance(299_999);
  expect(await secrets.resolve('keyvault:shop-token', 'shop')).toBe('s3cret-1');
  at.advance(1);
  expect(await secrets.resolve('keyvault:shop-token', 'shop')).toBe('s3cret-2');
  expect(vault.asked).toHaveLength(2);
});

test('a secret that the Key Vault does not have is unavailable, by its name', async () => {
  await expect(secretsOf(createVault()).resolve('keyvault:missing', 'shop')).rejects.toMatchObject({
    code: 'secret_unavailable',
    message: 'keyvault:missing is not in the Key Vault',
  });
});

test.each(['locked', 'throttled', 'broken', 'unreachable'])(
  'a Key Vault that is %s says nothing about the secret, and is asked again',
  async (name) => {
    const vault = createVault();
    const secrets = secretsOf(vault);
    for (const times of [1, 2]) {
      await expect(secrets.resolve(`keyvault:${name}`, 'shop')).rejects.toMatchObject({
        code: 'vault_unavailable',
        disposition: 'retry',
        message: `keyvault:${name} cannot be read from the Key Vault`,
      });
      expect(vault.asked).toHaveLength(times);
    }
  },
);

describe('what was handed over', () => {
  const handedOver = (name: string) => ({
    secrets: { clientId: `id of ${name}`, clientSecret: `secret of ${name}` },
    registeredAt: '2026-11-20T10:00:00.000Z',
  });
  const set = async (...profileIds: string[]) => {
    const stored = createMemoryCredentials();
    for (const id of profileIds) await stored.write(id, handedOver(id), null);
    return { stored, secrets: createSecrets({ env, credentials: stored, clock }) };
  };

  test('is resolved for the profile that it was handed over to, and counts anew at once', async () => {
    const { stored, secrets } = await set('shop', 'other');
    expect(await secrets.resolve('stored:clientId', 'shop')).toBe('id of shop');
    const { etag = null } = (await stored.read('shop')) ?? {};
    await stored.write('shop', handedOver('shop again'), etag);
    expect(await secrets.resolve('stored:clientId', 'shop')).toBe('id of shop again');
  });

  test('to another profile cannot be reached', async () => {
    const { secrets } = await set('other');
    for (const reference of ['stored:clientId', 'stored:other/clientId', 'stored:../other', 'stored:other:clientId']) {
      const failure = await secrets.resolve(reference, 'shop').catch((error: unknown) => error);
      expect(['registration_missing', 'secret_unavailable']).toContain((failure as { code: string }).code);
    }
  });

  test('is missing before the first registration, and says what to do', async () => {
    await expect((await set()).secrets.resolve('stored:clientId', 'shop')).rejects.toMatchObject({
      code: 'registration_missing',
      message: expect.stringContaining('The app is not installed in the shop yet'),
    });
  });

  test.each(['stored:other', 'stored:toString', 'stored:__proto__'])('holds no %s', async (reference) => {
    const { secrets } = await set('shop');
    await expect(secrets.resolve(reference, 'shop')).rejects.toMatchObject({ code: 'secret_unavailable' });
  });

  test('is read once for what is asked for together', async () => {
    const { stored } = await set('shop');
    let reads = 0;
    const read: typeof stored.read = (id) => {
      reads += 1;
      return stored.read(id);
    };
    const secrets = createSecrets({ env, credentials: { read }, clock });
    await Promise.all(['stored:clientId', 'stored:clientSecret'].map((one) => secrets.resolve(one, 'shop')));
    expect(reads).toBe(1);
  });
});
