import { readFileSync } from 'node:fs';
import { parseSettings } from '../src/settings.js';

const SECRET = 'x'.repeat(32);
const env = {
  TRIBUTARY_QUEUE_CONNECTION: 'UseDevelopmentStorage=true',
  TRIBUTARY_COSMOS_ENDPOINT: 'http://127.0.0.1:8081',
  TRIBUTARY_TOKEN_SECRET: SECRET,
};
const issuer = {
  TRIBUTARY_TOKEN_SECRET: undefined,
  TRIBUTARY_TOKEN_ISSUER: 'https://login.example/tenant',
  TRIBUTARY_TOKEN_AUDIENCE: 'tributary',
};

describe('parseSettings', () => {
  test('fills in what was not given', () => {
    expect(parseSettings(env)).toEqual({
      port: 7071,
      dataDir: '.tributary/',
      blobs: { connectionString: 'UseDevelopmentStorage=true' },
      cosmos: { endpoint: 'http://127.0.0.1:8081', key: null, database: 'tributary' },
      token: { kind: 'secret', secret: SECRET },
      blobTriggerSource: 'LogsAndContainerScan',
      keyVaultUri: null,
      files: { maxBytes: 1_073_741_824, keepMs: 604_800_000 },
      publicUrl: null,
      allowPrivateChannels: false,
    });
  });

  test('takes an empty value for none', () => {
    expect(parseSettings({ ...env, PORT: '', TRIBUTARY_COSMOS_KEY: ' ', TRIBUTARY_TOKEN_ISSUER: '' })).toEqual(
      parseSettings(env),
    );
  });

  test('takes the identity form of blob storage', () => {
    const uri = {
      TRIBUTARY_QUEUE_CONNECTION: undefined,
      TRIBUTARY_QUEUE_CONNECTION__blobServiceUri: 'https://a.blob.core.windows.net',
    };
    expect(parseSettings({ ...env, ...uri }).blobs).toEqual({ serviceUri: 'https://a.blob.core.windows.net' });
  });

  test.each(['https://orders.example.com/', 'https://orders.example.com'])('takes %s for the public address', (url) => {
    expect(parseSettings({ ...env, TRIBUTARY_PUBLIC_URL: url }).publicUrl).toBe('https://orders.example.com');
  });

  test('takes an issuer of tokens', () => {
    const { token } = parseSettings({ ...env, ...issuer });
    expect(token).toEqual({
      kind: 'issuer',
      issuer: 'https://login.example/tenant',
      audience: 'tributary',
      jwksUri: null,
    });
  });

  test.each([
    ['PORT', '70710'],
    ['PORT', 'http'],
    ['TRIBUTARY_QUEUE_CONNECTION', undefined],
    ['TRIBUTARY_QUEUE_CONNECTION', 'hunter2'],
    ['TRIBUTARY_COSMOS_ENDPOINT', undefined],
    ['TRIBUTARY_COSMOS_ENDPOINT', 'http://cosmos.hunter2.example'],
    ['TRIBUTARY_COSMOS_ENDPOINT', 'ftp://hunter2'],
    ['TRIBUTARY_COSMOS_DATABASE', 'hunter2/..'],
    ['TRIBUTARY_TOKEN_SECRET', undefined],
    ['TRIBUTARY_TOKEN_SECRET', 'hunter2'],
    ['TRIBUTARY_BLOB_TRIGGER_SOURCE', 'eventgrid'],
    ['TRIBUTARY_KEYVAULT_URI', 'hunter2'],
    ['TRIBUTARY_PUBLIC_URL', 'http://hunter2.example'],
    ['TRIBUTARY_PUBLIC_URL', 'https://orders.example?key=hunter2'],
    ['TRIBUTARY_PUBLIC_URL', 'https://ada:hunter2@orders.example'],
    ['TRIBUTARY_ALLOW_PRIVATE_CHANNELS', 'yes'],
  ])('refuses %s = %s by its name, without its value', (name, value) => {
    const parse = () => parseSettings({ ...env, [name]: value });
    expect(parse).toThrow(
      expect.objectContaining({ code: 'setting_invalid', path: name, message: expect.stringContaining(name) }),
    );
    expect(parse).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });

  test.each([
    ['an issuer without an audience', { ...issuer, TRIBUTARY_TOKEN_AUDIENCE: undefined }, 'TRIBUTARY_TOKEN_AUDIENCE'],
    [
      'an issuer over plain HTTP',
      { ...issuer, TRIBUTARY_TOKEN_ISSUER: 'http://login.example' },
      'TRIBUTARY_TOKEN_ISSUER',
    ],
    ['a secret beside an issuer', { ...issuer, TRIBUTARY_TOKEN_SECRET: SECRET }, 'TRIBUTARY_TOKEN_SECRET'],
  ])('refuses %s', (_what, given, path) => {
    expect(() => parseSettings({ ...env, ...given })).toThrow(
      expect.objectContaining({ code: 'setting_invalid', path }),
    );
  });

  test('names every setting at fault at once', () => {
    const message =
      /TRIBUTARY_QUEUE_CONNECTION is missing.*TRIBUTARY_COSMOS_ENDPOINT is missing.*TRIBUTARY_TOKEN_SECRET is missing/;
    expect(() => parseSettings({})).toThrow(message);
  });

  test('knows each setting of the sample, and the sample each setting', () => {
    const { Values } = JSON.parse(readFileSync('local.settings.sample.json', 'utf8')) as {
      Values: Record<string, string>;
    };
    const named = new Set(
      readFileSync('src/settings.ts', 'utf8').match(/\b(TRIBUTARY_[A-Z_]+[A-Z](__blobServiceUri)?|PORT)\b/g),
    );
    const sampled = Object.keys(Values).filter((name) => name === 'PORT' || name.startsWith('TRIBUTARY_'));
    expect([...named].sort()).toEqual(sampled.sort());
  });
});
