import { z } from 'zod';
import type { ErrorCode } from '../../model/errors.js';
import { recordTypes } from '../../model/record-type.js';
import { fileOperations } from './openapi-file-operations.js';
import { incomingName, type JsonSchema } from './openapi-schemas.js';
import { historyQuery, ingestQuery, listEventsQuery, listOrdersQuery, oneQuery } from './query-parameters.js';

/** One operation of the interface; its id is the name of the function that serves it. */
export interface ApiOperation {
  id: string;
  method: 'get' | 'post' | 'patch';
  /** The route below `/api`, as it is registered. */
  route: string;
  summary: string;
  description?: string;
  /** Whether a credential is needed. */
  secured: boolean;
  parameters: JsonSchema[];
  requestBody?: JsonSchema;
  /** Answers that are no errors, by status. */
  answers: Record<string, JsonSchema>;
  errors: ErrorCode[];
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const answer = (description: string, name: string, headers?: JsonSchema): JsonSchema => ({
  description,
  ...(headers === undefined ? {} : { headers }),
  content: { 'application/json': { schema: ref(name) } },
});

const access: ErrorCode[] = [
  'unauthenticated',
  'profile_inactive',
  'keys_unavailable',
  'blob_unavailable',
  'blob_refused',
  'internal',
];
const reading: ErrorCode[] = [...access, 'parameter_invalid', 'store_unavailable', 'store_refused'];

const MEANINGS: Readonly<Record<string, string>> = {
  profileId: 'Only with an administration token: whose records.',
  limit: 'How many at most, from 1 to 200.',
  continuation: 'The `continuation` of the page before.',
  updatedSince: 'Changed at or after this instant.',
  since: 'Received at or after this instant.',
  layout: 'Of a file: the layout of the profile to read it with, where there are several of the type.',
  all: 'Also what needed nothing: duplicates, stale and unchanged records, refused edits.',
};

/** The parameters that a query schema reads. */
function query(schema: z.ZodType): JsonSchema[] {
  const { properties = {}, $defs = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const own = property as JsonSchema;
    const target = typeof own.$ref === 'string' ? ($defs[own.$ref.replace('#/$defs/', '')] as JsonSchema) : own;
    const { id: _id, ...described } = target;
    const meaning = MEANINGS[name];
    return { name, in: 'query', ...(meaning === undefined ? {} : { description: meaning }), schema: described };
  });
}

const inPath = (name: string, schema: JsonSchema): JsonSchema => ({ name, in: 'path', required: true, schema });
const inHeader = (name: string, schema: JsonSchema): JsonSchema => ({ name, in: 'header', schema });

const record: JsonSchema = {
  anyOf: [
    ...recordTypes.map((type) => ref(incomingName(type))),
    { type: 'object', description: 'With `format=channel`: the payload of the channel, as it sends it.' },
  ],
};

const formats: JsonSchema = { type: 'string', enum: ['canonical', 'channel', 'csv', 'ndjson'], default: 'canonical' };

const ingest: ApiOperation = {
  id: 'ingest-record',
  method: 'post',
  route: 'ingest/{type}',
  summary: 'Takes records in',
  description:
    'One record, an array of up to 500, or NDJSON; at most 5 MB. Each record is checked by itself. With `format=csv` or `format=ndjson` ' +
    'the body is a file of any number of records: it is taken in as it comes, and read afterwards.',
  secured: true,
  parameters: [
    inPath('type', { type: 'string', enum: [...recordTypes] }),
    ...query(ingestQuery).map((one) => (one.name === 'format' ? { ...one, schema: formats } : one)),
    inHeader('Idempotency-Key', { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' }),
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: { anyOf: [...(record.anyOf as JsonSchema[]), { type: 'array', items: record, maxItems: 500 }] },
      },
      'application/x-ndjson': { schema: { type: 'string', description: 'One record a line.' } },
      'text/csv': { schema: { type: 'string', description: 'With `format=csv`: a header, and a row a record.' } },
    },
  },
  answers: {
    '202': {
      description: 'At least one record was accepted, or the file',
      content: { 'application/json': { schema: { anyOf: [ref('IngestResult'), ref('FileReceipt')] } } },
    },
    '400': answer('No record was accepted, or the request is not valid', 'IngestResult'),
  },
  errors: [
    ...access,
    ...(['forbidden', 'record_type_unknown', 'format_unknown', 'format_unsupported', 'parameter_invalid'] as const),
    ...(['idempotency_key_invalid', 'idempotency_key_reused', 'content_type_unsupported', 'body_empty'] as const),
    ...(['body_too_large', 'too_many_records', 'encoding_invalid', 'json_invalid', 'json_too_deep'] as const),
    ...(['json_too_many_values', 'json_duplicate_key', 'json_forbidden_key', 'file_layout_unknown'] as const),
  ],
};

const webhookErrors: ErrorCode[] = [
  'webhooks_unsupported',
  'webhook_unauthenticated',
  'webhook_invalid',
  'webhook_secret_unavailable',
  'profile_unreadable',
  'body_too_large',
  'blob_unavailable',
  'blob_refused',
  'internal',
];
const challenge: JsonSchema = {
  description: 'What the channel wants answered, such as the echo of its challenge',
  content: { 'text/plain': { schema: { type: 'string' } } },
};

const webhooks: ApiOperation[] = [
  {
    id: 'receive-webhook',
    method: 'post',
    route: 'webhooks/{profileId}',
    summary: 'Takes a webhook of a sales channel',
    description:
      'The signature of the channel is the credential; it is checked over the body as it came, at most 5 MB. Records that it names are ' +
      'read again from the source, tracking updates are applied to their shipments; a repeat does nothing.',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    requestBody: { required: true, content: { '*/*': { schema: { description: 'As the channel sends it.' } } } },
    answers: { '200': challenge, '202': answer('The delivery was taken', 'WebhookReceipt') },
    errors: webhookErrors,
  },
  {
    id: 'confirm-webhook',
    method: 'get',
    route: 'webhooks/{profileId}',
    summary: 'Answers the challenge with which a sales channel confirms the address',
    secured: false,
    parameters: [inPath('profileId', { type: 'string' })],
    answers: { '200': challenge, '202': answer('There was no challenge', 'WebhookReceipt') },
    errors: webhookErrors,
  },
];

const etag: JsonSchema = { ETag: { schema: { type: 'string' }, description: 'Changes with each write of the order.' } };

const orders: ApiOperation[] = [
  {
    id: 'list-orders',
    method: 'get',
    route: 'orders',
    summary: 'Lists orders, newest change first',
    secured: true,
    parameters: query(listOrdersQuery),
    answers: { '200': answer('A page of orders', 'OrderPage') },
    errors: [...reading, 'not_found'],
  },
  {
    id: 'get-order',
    method: 'get',
    route: 'orders/{id}',
    summary: 'Gives one order by its record key',
    secured: true,
    parameters: [inPath('id', { type: 'string' }), ...query(oneQuery), inHeader('If-None-Match', { type: 'string' })],
    answers: {
      '200': answer('The order', 'Order', etag),
      '304': { description: 'The order is as If-None-Match has it' },
    },
    errors: [...reading, 'not_found'],
  },
  {
    id: 'patch-order',
    method: 'patch',
    route: 'orders/{id}',
    summary: 'Corrects an order',
    description:
      'A JSON Merge Patch (RFC 7396) of the order as `get-order` gives it. Only what lies below `record` can be edited, ' +
      'without its `id` and `updatedAt`; an array is replaced whole. What the source changes later is merged around the edit.',
    secured: true,
    parameters: [
      inPath('id', { type: 'string' }),
      ...query(oneQuery),
      {
        ...inHeader('If-Match', { type: 'string' }),
        required: true,
        description: 'The ETag of the order that was read.',
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/merge-patch+json': {
          schema: { type: 'object', example: { record: { note: 'Leave it with the neighbour', tags: ['vip'] } } },
        },
      },
    },
    answers: { '200': answer('The order after the edit', 'Order', etag) },
    errors: [
      ...reading,
      ...(['not_found', 'precondition_required', 'precondition_failed', 'field_read_only', 'record_invalid'] as const),
      ...(['profile_unknown', 'channel_unknown', 'arithmetic_off', 'record_too_large', 'body_empty'] as const),
      ...(['body_too_large', 'content_type_unsupported', 'encoding_invalid', 'json_invalid', 'json_too_deep'] as const),
      ...(['json_too_many_values', 'json_duplicate_key', 'json_forbidden_key'] as const),
    ],
  },
  {
    id: 'get-order-history',
    method: 'get',
    route: 'orders/{id}/history',
    summary: 'Lists what happened to an order, newest first',
    description:
      'Who changed which field from what to what, when and why, across what sources sent and what people edited.',
    secured: true,
    parameters: [inPath('id', { type: 'string' }), ...query(historyQuery)],
    answers: { '200': answer('A page of the history', 'HistoryPage') },
    errors: [...reading, 'not_found'],
  },
];

const events: ApiOperation[] = [
  {
    id: 'list-events',
    method: 'get',
    route: 'events',
    summary: 'Lists events, newest receipt first',
    description: 'Where `recordsBlob` is set the records are too large for a list; the single event has them.',
    secured: true,
    parameters: query(listEventsQuery),
    answers: { '200': answer('A page of events', 'EventPage') },
    errors: [...reading, 'not_found'],
  },
  {
    id: 'get-event',
    method: 'get',
    route: 'events/{eventId}',
    summary: 'Gives one event',
    secured: true,
    parameters: [inPath('eventId', { type: 'string' }), ...query(oneQuery)],
    answers: { '200': answer('The event', 'Event') },
    errors: [...reading, 'not_found'],
  },
];

const about: ApiOperation[] = [
  {
    id: 'health',
    method: 'get',
    route: 'health',
    summary: 'Says how the pipeline is',
    description:
      'With 503 the members `down`, `dependencies`, `backlog` and `version` stand beside those of the problem.',
    secured: false,
    parameters: [],
    answers: { '200': answer('All dependencies answer', 'Health') },
    errors: ['blob_unavailable', 'store_unavailable', 'internal'],
  },
  {
    id: 'openapi',
    method: 'get',
    route: 'openapi.json',
    summary: 'Gives this document',
    secured: false,
    parameters: [],
    answers: { '200': { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
    errors: ['internal'],
  },
];

/** Every operation of the interface. */
export const apiOperations: readonly ApiOperation[] = [
  ingest,
  ...webhooks,
  ...orders,
  ...events,
  ...fileOperations({ answer, query, inPath, access }),
  ...about,
];
