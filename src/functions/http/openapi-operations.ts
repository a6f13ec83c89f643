import { recordTypes } from '../../model/record-type.js';
import { fileOperations } from './openapi-files.js';
import { type ApiOperation, access, answer, inPath, query, reading, ref } from './openapi-operation.js';
import { runOperations } from './openapi-runs.js';
import { incomingName, type JsonSchema } from './openapi-schemas.js';
import { tillOperations } from './openapi-till.js';
import { webhookOperations } from './openapi-webhooks.js';
import { historyQuery, ingestQuery, listEventsQuery, listOrdersQuery, oneQuery } from './query-parameters.js';

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
    'One record, an array of up to 500, or NDJSON; at most 5 MB. Each record is checked by itself. An empty array is fine, and nothing ' +
    'is taken. With `format=csv` or `format=ndjson` the body is a file of any number of records: it is taken in as it comes, and read ' +
    'afterwards.',
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
    '200': answer('There was nothing new to accept: an empty array, or duplicates', 'IngestResult'),
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
  ...webhookOperations,
  ...orders,
  ...events,
  ...fileOperations,
  ...runOperations,
  ...tillOperations,
  ...about,
];
