import { shopware6 } from '../../src/channels/shopware6/index.js';
import { createAppManifest } from '../../src/cli/create-app-manifest.js';
import { readManifest } from '../../src/local/sandbox/shopware/app/read-manifest.js';
import type { Channel } from '../../src/ports/channel.js';
import { createMemorySecrets } from '../doubles/memory-secrets.js';
import { apiProfile } from '../orchestration/world.js';

const channel = shopware6 as unknown as Channel;
const webhooks = { from: 'app', appName: 'Tributary' };
const profileOf = (changes: object = {}) =>
  apiProfile({
    id: 'my-shopware',
    channel: 'shopware6',
    settings: { baseUrl: 'https://shop.example', webhooks },
    secrets: { appSecret: 'env:APP' },
    ...changes,
  });
const secrets = createMemorySecrets({ 'env:APP': 'app-secret' });

describe('the manifest that is printed', () => {
  test.each(['https://orders.example.com', 'https://orders.example.com/'])('is for an app at %s', async (url) => {
    const text = await createAppManifest(secrets, profileOf(), channel, url);
    expect(readManifest(text)).toMatchObject({
      name: 'Tributary',
      secret: 'app-secret',
      registrationUrl: 'https://orders.example.com/api/webhooks/my-shopware/register',
    });
    const urls = new Set(readManifest(text).webhooks.map((webhook) => webhook.url));
    expect([...urls]).toEqual(['https://orders.example.com/api/webhooks/my-shopware']);
  });

  test.each<[string, object, string | null, string]>([
    ['no address', {}, null, 'parameter_invalid'],
    ['an address that is none', {}, 'orders.example.com', 'parameter_invalid'],
    ['another protocol', {}, 'ftp://orders.example.com', 'parameter_invalid'],
    ['a query in the address', {}, 'https://orders.example.com?a=1', 'parameter_invalid'],
    [
      'settings without an app',
      { settings: { baseUrl: 'https://shop.example' } },
      'https://a.b',
      'registration_unsupported',
    ],
    ['a secret that is not there', { secrets: { appSecret: 'env:GONE' } }, 'https://a.b', 'secret_unavailable'],
    ['a secret that is not referenced', { secrets: {} }, 'https://a.b', 'secret_unavailable'],
  ])('needs more than %s', async (_what, changes, url, code) => {
    await expect(createAppManifest(secrets, profileOf(changes), channel, url)).rejects.toMatchObject({ code });
  });

  test('is made by no channel that does not register', async () => {
    const { registration: _, ...without } = channel;
    await expect(createAppManifest(secrets, profileOf(), without, 'https://a.b')).rejects.toMatchObject({
      code: 'registration_unsupported',
    });
  });
});
