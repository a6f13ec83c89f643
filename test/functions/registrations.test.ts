import { readdirSync, readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { createOpenapiDocument } from '../../src/functions/http/openapi-document.js';

interface Registration {
  kind: string;
  name: string;
  options: Record<string, unknown>;
}

const files = readdirSync('src/functions')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
const registered: Registration[] = [];
const starters: (() => unknown)[] = [];

// What the worker would be told, without a worker.
const register = (kind: string) => (name: string, options: Record<string, unknown>) =>
  registered.push({ kind, name, options });
jest.unstable_mockModule('@azure/functions', () => ({
  app: {
    http: register('http'),
    timer: register('timer'),
    storageBlob: register('blob'),
    hook: { appStart: (hook: () => unknown) => starters.push(hook) },
    setup: () => {},
  },
}));

const namesBefore = new Set(
  Object.keys(process.env).filter((name) => name.startsWith('TRIBUTARY_') && !name.startsWith('TRIBUTARY_TEST_')),
);

beforeAll(async () => {
  // Without one setting: nothing but registering may happen at import.
  for (const name of namesBefore) delete process.env[name];
  for (const file of files) await import(`../../src/functions/${file}.js`);
});

const find = (name: string) => registered.find((one) => one.name === name);

test('each file registers one function under its own name, and loads without a setting', () => {
  expect(registered.map(({ name }) => name).sort()).toEqual(files.filter((file) => file !== 'app-start').sort());
});

test('an app without its settings refuses to start, and names them', () => {
  expect(starters).toHaveLength(1);
  expect(() => starters[0]?.()).toThrow(
    /TRIBUTARY_QUEUE_CONNECTION.*TRIBUTARY_COSMOS_ENDPOINT.*TRIBUTARY_TOKEN_SECRET/,
  );
});

test.each([
  ['process-queue', 'queue/{name}'],
  ['pull-channel', 'pull-requests/{name}'],
  ['read-file', 'drop/{name}'],
  ['answer-privacy-request', 'privacy-requests/{name}'],
])('%s is triggered by the blobs of %s', (name, path) => {
  const source = 'LogsAndContainerScan';
  expect(find(name)).toMatchObject({
    kind: 'blob',
    options: { path, connection: 'TRIBUTARY_QUEUE_CONNECTION', source },
  });
});

test('files are passed by reference: their content may be larger than the memory', () => {
  expect(find('read-file')?.options).toHaveProperty('sdkBinding', true);
});

test.each(['sweep-queue', 'sweep-files', 'schedule-pulls', 'close-sessions'])(
  '%s runs each minute, and not at the start',
  (name) => {
    const registration = find(name);
    expect(registration).toMatchObject({ kind: 'timer', options: { schedule: '0 * * * * *' } });
    expect(registration?.options).not.toHaveProperty('runOnStartup');
  },
);

interface Operation {
  operationId: string;
  security: unknown[];
  parameters?: { name: string; in: string }[];
  responses: Record<string, { description: string }>;
}
const document = JSON.parse(JSON.stringify(createOpenapiDocument()));
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('the HTTP functions and the OpenAPI document agree on names, methods and routes', () => {
  const http = registered.filter(({ kind }) => kind === 'http');
  const served = http.map(
    ({ name, options }) => `${name} ${String(options.methods).toLowerCase()} /${String(options.route)}`,
  );
  const described = operations.map(({ path, method, operation }) => `${operation.operationId} ${method} ${path}`);
  expect(described.sort()).toEqual(served.sort());
});

test('every route says who may use it', () => {
  const open = operations
    .filter(({ operation }) => operation.security.length === 0)
    .map(({ operation }) => operation.operationId);
  expect(open.sort()).toEqual([
    'answer-registration',
    'confirm-registration',
    'confirm-webhook',
    'health',
    'openapi',
    'receive-webhook',
  ]);
  for (const { options, kind } of registered) if (kind === 'http') expect(options.authLevel).toBe('anonymous');
});

test('the blob trigger paths are containers that exist', () => {
  const names = readFileSync('src/stores/blob-containers.ts', 'utf8');
  for (const { kind, options } of registered) {
    if (kind === 'blob') expect(names).toContain(`'${String(options.path).split('/')[0]}'`);
  }
});
