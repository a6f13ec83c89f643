import { readFileSync } from 'node:fs';
import { createErrorsPage } from '../../../src/cli/errors-page.js';
import { createOpenapiDocument } from '../../../src/functions/http/openapi-document.js';
import { errorCodes } from '../../../src/model/errors.js';

// biome-ignore lint/suspicious/noExplicitAny: a document is walked as it comes
const document: any = JSON.parse(JSON.stringify(createOpenapiDocument()));
// biome-ignore lint/suspicious/noExplicitAny: a document is walked as it comes
const operations: [string, any][] = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation): [string, unknown] => [path, operation]),
);

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : refsIn(child)));
}

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [key, ...keysIn(child)]);
}

describe('the OpenAPI document', () => {
  test('is 3.1 and has what every document must have', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Tributary', version: '1' } });
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'apiKey']);
  });

  test('points only to components that it has', () => {
    const missing = [...new Set(refsIn(document))].filter((ref) => {
      const [, , , name = ''] = ref.split('/');
      return !ref.startsWith('#/components/schemas/') || document.components.schemas[name] === undefined;
    });
    expect(missing).toEqual([]);
  });

  test('has no leftovers of single schemas', () => {
    const keys = new Set(keysIn(document.components));
    for (const key of ['$schema', '$defs', '$id']) expect(keys).not.toContain(key);
  });

  test('declares every parameter of a path, and each operation once', () => {
    for (const [path, { parameters = [] }] of operations) {
      const declared = parameters
        .filter((one: { in: string }) => one.in === 'path')
        .map((one: { name: string }) => one.name);
      expect(declared).toEqual([...path.matchAll(/{(\w+)}/g)].map(([, name]) => name));
      for (const one of parameters) expect(one.schema).toBeDefined();
    }
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  test('describes each answer, and each error as a problem', () => {
    for (const [, { responses }] of operations) {
      for (const [status, answer] of Object.entries<{ description: string; content?: object }>(responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/);
        expect(answer.description).not.toBe('');
        if (status >= '400') expect(answer.content).toHaveProperty(['application/problem+json']);
      }
    }
  });

  test('lists every stable code', () => {
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(errorCodes));
  });

  test('takes amounts as text or number, and gives them as text', () => {
    const { schemas } = document.components;
    expect(schemas.Decimal.type).toBe('string');
    expect(JSON.stringify(schemas.IncomingOrder.properties.totals)).toContain('DecimalInput');
    expect(JSON.stringify(schemas.Order.properties.record.properties.totals)).not.toContain('DecimalInput');
  });

  test('lets an incoming record be partial, but for its id', () => {
    expect(document.components.schemas.IncomingOrder.required).toEqual(['id']);
  });
});

describe('the generated documentation is up to date (npm run docs)', () => {
  test('docs/openapi.json', () => {
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(document);
  });

  test('docs/errors.md', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(createErrorsPage());
  });
});
