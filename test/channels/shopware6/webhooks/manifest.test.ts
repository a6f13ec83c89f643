import { createManifest } from '../../../../src/channels/shopware6/webhooks/manifest.js';
import { readManifest } from '../../../../src/local/sandbox/shopware/app/read-manifest.js';
import { webhookContext } from './delivery.js';

const { settings } = webhookContext({ from: 'app', appName: 'Tributary' }, {});
const manifestOf = (appSecret: string, address = 'https://tributary.example') =>
  createManifest({
    settings,
    secrets: { appSecret },
    registrationUrl: `${address}/register`,
    webhookUrl: `${address}/hooks?a=1&b=2`,
  });

describe('the manifest of the app', () => {
  test('says where it registers, what it may read, and what it hears of', () => {
    const manifest = readManifest(manifestOf('app-secret'));
    expect(manifest).toMatchObject({
      name: 'Tributary',
      version: '1.0.0',
      registrationUrl: 'https://tributary.example/register',
      secret: 'app-secret',
    });
    expect(manifest.permissions).toEqual(expect.arrayContaining(['order:read', 'customer:read', 'product:read']));
    expect(manifest.permissions.every((one) => one.endsWith(':read'))).toBe(true);
    const events = manifest.webhooks.map(({ event }) => event);
    for (const event of ['order.written', 'state_enter.order_transaction.state.paid', 'app.deleted'])
      expect(events).toContain(event);
    expect(new Set(events).size).toBe(events.length);
  });

  test('asks for the live version only of what has versions', () => {
    const { webhooks } = readManifest(manifestOf('app-secret'));
    expect(webhooks.filter(({ onlyLiveVersion }) => onlyLiveVersion).map(({ event }) => event)).toEqual([
      'order.written',
    ]);
  });

  test.each(['a&b', '<secret>', '"quoted"', "it's", ']]>', '</secret><secret>x'])('keeps %j as it is', (secret) => {
    const manifest = readManifest(manifestOf(secret, 'https://tributary.example/a&b'));
    expect(manifest.secret).toBe(secret);
    expect(manifest.registrationUrl).toBe('https://tributary.example/a&b/register');
    expect(manifest.webhooks[0]?.url).toBe('https://tributary.example/a&b/hooks?a=1&b=2');
  });
});
