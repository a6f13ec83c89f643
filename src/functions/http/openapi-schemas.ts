import { z } from 'zod';
import { settlementView } from '../../model/bookings.js';
import { decimal } from '../../model/decimal.js';
import { erasure } from '../../model/erasure.js';
import { type ErrorCode, errorCodes } from '../../model/errors.js';
import { event } from '../../model/event.js';
import { json } from '../../model/fields.js';
import { flatFile } from '../../model/flat-file.js';
import { order } from '../../model/order.js';
import { incomingRecord } from '../../model/record.js';
import { type RecordType, recordTypes } from '../../model/record-type.js';
import { tillSession } from '../../model/till-session.js';
import { closeRequest, openRequest } from './read-request.js';
import { runOutcomeResource, runResource, syncBody } from './run-resource.js';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Record<string, unknown>;

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];
const code = z.enum(codes);

const problem = z.object({
  type: z.string().meta({ description: 'The kind of problem: `/problems/<code>`.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code,
  path: z.string().optional().meta({ description: 'The JSON Pointer or the parameter at fault.' }),
  correlationId: z.string().optional().meta({ description: 'The invocation to look up in the log.' }),
});

const taken = z.object({ index: z.int(), eventId: z.string(), recordId: z.string() });

const ingestResult = z.object({
  accepted: z.array(taken),
  duplicates: z.array(taken).meta({
    description:
      'With `format=channel`: records that say again what came before in this request, or what was applied last; `eventId` is the event ' +
      'that took it.',
  }),
  rejected: z.array(z.object({ index: z.int(), code, message: z.string(), path: z.string().optional() })),
});

const via = (...ways: [string, ...string[]]) => z.enum(ways).meta({ description: 'How it was matched.' });
const links = z
  .object({
    customer: z.object({ recordKey: z.string(), via: via('id', 'email') }).nullable(),
    lines: z.array(
      z.object({
        lineId: z.string(),
        sku: z.string().nullable().meta({ description: 'As the source spells it, also where no product has it.' }),
        product: z
          .object({
            recordKey: z.string(),
            via: via('id', 'sku', 'variant-sku', 'name', 'partial-name'),
            inactive: z.literal(true).optional().meta({ description: 'The source does not sell it any more.' }),
          })
          .nullable(),
        ambiguous: z
          .enum(['name', 'partial-name'])
          .optional()
          .meta({ description: 'Several products have the name of the line, so none was taken.' }),
      }),
    ),
  })
  .partial()
  .meta({
    description:
      'The customer and the product of each line, as `get-order` finds them at that moment; the ETag does not tell of them. ' +
      'Elsewhere only what was stored with the order.',
  });

const webhookReceipt = z.object({
  accepted: z.object({
    hints: z.int(),
    tracking: z.int(),
    commands: z.int().optional().meta({ description: 'What was asked for beside news; absent where nothing was.' }),
  }),
  duplicate: z.boolean().meta({ description: 'It was taken before, and nothing was done.' }),
});

const orderResource = z.object({
  id: z.string().meta({ description: 'The record key.' }),
  profileId: z.string(),
  channel: z.string(),
  remoteId: z.string(),
  version: z.int(),
  sourceVersion: z.string().nullable(),
  updatedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  appliedEventId: z.string(),
  erased: erasure.optional().meta({ description: 'When, and on which privacy request, the person was removed.' }),
  record: order,
  local: z.record(z.string(), json),
  links,
  settlement: settlementView.optional(),
});

const historyEntry = event
  .pick({
    receivedAt: true,
    finishedAt: true,
    origin: true,
    action: true,
    outcome: true,
    reason: true,
    explanation: true,
    conflicts: true,
    warnings: true,
    error: true,
    sourceVersion: true,
  })
  .extend({
    eventId: z.string(),
    who: z.string().meta({ description: 'The person of a local edit, else the channel that sent the record.' }),
    changes: z
      .array(
        z.object({
          path: z.string().meta({ description: 'RFC 6901, in `record`.' }),
          op: z.enum(['add', 'remove', 'replace']),
          from: json.optional(),
          to: json.optional(),
        }),
      )
      .meta({ description: 'What changed in the order as it is stored.' }),
  });

const file = flatFile.omit({ etag: true, progress: true });
const fileReceipt = z.object({ fileId: z.string(), status: flatFile.shape.status.unwrap(), statusUrl: z.string() });
const openedSession = z.object({
  number: z.int(),
  openedAt: z.string(),
  openedBy: z.string(),
  openingCash: decimal,
  opened: z.boolean().meta({ description: 'False where it was open already.' }),
  queued: z.int().meta({ description: 'Orders that had waited for a session and are on their way now.' }),
});

const stock = z.object({
  sku: z.string().nullable(),
  productKey: z.string().optional().meta({ description: 'Only for a product without a SKU.' }),
  quantity: decimal,
  countedAt: z
    .string()
    .nullable()
    .meta({ description: 'When the goods were last counted; null where they never were.' }),
});

const continuation = z.string().nullable().meta({ description: 'Asks for the next page; null on the last one.' });

const syncReceipt = z.object({
  runs: z.array(z.object({ resource: z.string(), runId: z.string(), url: z.string() })),
});

const health = z.object({
  status: z.literal('ok'),
  dependencies: z.object({ blobs: z.enum(['up', 'down']), orders: z.enum(['up', 'down']) }),
  backlog: z
    .object({ count: z.int(), capped: z.literal(true).optional(), oldestAgeSeconds: z.int().nullable() })
    .nullable(),
  version: z.string(),
});

/** The name of the component that describes an incoming record of the type. */
export function incomingName(type: RecordType): string {
  return `Incoming${type[0]?.toUpperCase()}${type.slice(1)}`;
}

/** All components, by name, made from the schemas that the code itself checks with. */
export function componentSchemas(): Record<string, JsonSchema> {
  const components: Record<string, JsonSchema> = {};
  const answers = {
    Problem: problem,
    IngestResult: ingestResult,
    WebhookReceipt: webhookReceipt,
    Order: orderResource,
    OrderPage: z.object({ items: z.array(orderResource.meta({ id: 'Order' })), continuation }),
    HistoryPage: z.object({ items: z.array(historyEntry), continuation }),
    Event: event,
    EventPage: z.object({ items: z.array(event.meta({ id: 'Event' })), continuation }),
    Session: tillSession,
    SessionPage: z.object({ items: z.array(tillSession.meta({ id: 'Session' })), continuation }),
    OpenedSession: openedSession,
    Stock: z.object({ items: z.array(stock) }),
    Health: health,
    FileReceipt: fileReceipt,
    File: file,
    FilePage: z.object({ items: z.array(file.meta({ id: 'File' })) }),
    SyncReceipt: syncReceipt,
    RunList: z.object({ items: z.array(runResource) }),
    RunWithOutcome: runResource.extend({ outcome: runOutcomeResource }),
  };
  add(components, 'SyncRequest', syncBody, 'input');
  for (const [name, schema] of Object.entries(answers)) add(components, name, schema, 'output');
  add(components, 'OpenSession', openRequest, 'input');
  add(components, 'CloseSession', closeRequest, 'input');
  for (const type of recordTypes) add(components, incomingName(type), incomingRecord[type], 'input');
  return components;
}

/** Adds a schema and what it refers to; what reads differently as input than as output gets a name of its own. */
function add(components: Record<string, JsonSchema>, name: string, schema: z.ZodType, io: 'input' | 'output'): void {
  const { $schema: _draft, $defs = {}, ...body } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  const definitions = Object.entries($defs).map(([id, { id: _id, ...own }]) => [id, own] as const);
  const names = new Map(definitions.map(([id, own]) => [id, freeName(components, id, point(own, new Map()))]));
  for (const [id, own] of definitions) components[names.get(id) ?? id] ??= point(own, names) as JsonSchema;
  const { id: _id, ...own } = body as JsonSchema;
  components[name] = point(own, names) as JsonSchema;
}

function freeName(components: Record<string, JsonSchema>, id: string, schema: unknown): string {
  const known = components[id];
  return known === undefined || JSON.stringify(known) === JSON.stringify(schema) ? id : `${id}Input`;
}

/** The schema with its references pointing into the components of the document. */
function point(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => point(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => {
      if (key !== '$ref' || typeof child !== 'string') return [key, point(child, names)];
      const id = child.replace('#/$defs/', '');
      return [key, `#/components/schemas/${names.get(id) ?? id}`];
    }),
  );
}
