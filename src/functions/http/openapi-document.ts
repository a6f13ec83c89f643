import { type ErrorCode, errorCodes } from '../../model/errors.js';
import type { ApiOperation } from './openapi-operation.js';
import { apiOperations } from './openapi-operations.js';
import { componentSchemas, type JsonSchema } from './openapi-schemas.js';

/** The OpenAPI 3.1 document of the interface, made from the schemas that requests and answers are checked with. */
export function createOpenapiDocument(): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description: 'Order integration: records in, one order store, every decision explained.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    paths: createPaths(),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The claim `sub` is the profile id; `exp` is required; `role: "admin"` is for administration.',
        },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: '`<profileId>.<secret>`' },
      },
    },
  };
}

let text: string | undefined;

/** The document as text, made once. */
export function openapiText(): string {
  text ??= JSON.stringify(createOpenapiDocument());
  return text;
}

function createPaths(): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of apiOperations) {
    const path = `/${operation.route}`;
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation) };
  }
  return paths;
}

function describeOperation(operation: ApiOperation): JsonSchema {
  const { id, summary, description, secured, parameters, requestBody } = operation;
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    security: secured ? [{ bearer: [] }, { apiKey: [] }] : [],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: describeResponses(operation),
  };
}

/** The answers by status; the errors of one status are one problem with a list of its codes. */
function describeResponses({ answers, errors }: ApiOperation): JsonSchema {
  const responses: Record<string, JsonSchema> = { ...answers };
  const statuses = new Set(errors.map((code) => errorCodes[code].status));
  for (const status of [...statuses].map(String)) {
    const codes = [...new Set(errors)].filter((code) => String(errorCodes[code].status) === status);
    const own = responses[status];
    const content = { ...(own?.content as JsonSchema | undefined), ...problemContent() };
    const description = [own?.description, ...codes.map(describeCode)].filter((part) => part !== undefined);
    responses[status] = { ...own, description: description.join('; '), content };
  }
  return responses;
}

function describeCode(code: ErrorCode): string {
  return `\`${code}\`: ${errorCodes[code].title}`;
}

function problemContent(): JsonSchema {
  return { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
}
