/** `src/channels/<name>/index.ts` */
export const indexTemplate = `import { defineChannel } from '../kit/define-channel.js';
import { getOrder, listOrders, testConnection } from './client.js';
import { identifyOrder, mapOrder } from './map.js';
import { type {{Name}}Settings, {{name}}Settings } from './schema.js';

/** {{Title}} over its HTTP interface. */
export const {{name}} = defineChannel<{{Name}}Settings>({
  key: '{{key}}',
  title: '{{Title}}',
  settings: {{name}}Settings,
  secrets: {{secrets}},
  mappingVersion: '1',
  rateLimit: { perSecond: 5, burst: 10 },
  pullDefaults: { interval: 'PT15M', backfillInterval: 'P1D' },
  resources: {
    orders: { type: 'order', list: listOrders, get: getOrder, identify: identifyOrder, map: mapOrder },
  },
  testConnection,
});
`;

/** `src/channels/<name>/schema.ts` */
export const schemaTemplate = `import { z } from 'zod';
import { baseUrl } from '../kit/base-url.js';

/** The settings of a profile: where the interface begins. The paths of the client come behind it. */
export const {{name}}Settings = z.strictObject({
  baseUrl: baseUrl({ description: 'The https address of the interface.' }),
});

/** Checked settings. */
export type {{Name}}Settings = z.output<typeof {{name}}Settings>;

/** What the mapping reads of an order. The connection test holds a real one against it; other fields pass. */
export const orderPayload = {{schema}};
`;

/** `src/channels/<name>/map.ts` */
export const mapTemplate = `import { mapFields } from '../kit/field-mapping.js';
import { identifyBy } from '../kit/identify-by.js';
import type { {{Name}}Settings } from './schema.js';

/** The id of an order, and when it last changed. */
export const identifyOrder = identifyBy({{identity}});

/** An order as a canonical one. */
export const mapOrder = mapFields<{{Name}}Settings>({{mapping}});
`;

/** `src/channels/<name>/client.ts`: what stands before, between and behind the parts of the chosen sign-in and paging. */
export const clientTemplate = `{{imports}}
type Context = ChannelContext<{{Name}}Settings>;

function urlOf({ settings }: Context, path: string, query: Record<string, string> = {}): string {
  const url = new URL(settings.baseUrl.replace(/\\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

{{auth}}
{{paging}}
/** One order by its id; null when there is none. @throws what \`ChannelHttp\` throws, \`channel_page_invalid\` */
export async function getOrder(context: Context, recordId: string): Promise<RawRecord | null> {
  const answer = await send(context, urlOf(context, \`/orders/\${encodeURIComponent(recordId)}\`), [404]);
  if (answer.status === 404) return noneBy(answer);
  const [raw = ''] = readPage(\`[\${answer.text}]\`, '[]').items;
  const order: RawRecord = { raw, ...identifyOrder(parseJson(raw)) };
  if (order.recordId === recordId) return order;
  throw new PipelineError('channel_page_invalid', \`The channel answered with another order: \${order.recordId}\`);
}

// A page of a proxy, or of a server that knows no such path, says nothing of the order.
function noneBy({ headers }: ChannelResponse): null {
  if (/json/i.test(headers['content-type'] ?? '')) return null;
  throw new PipelineError('channel_refused', 'The channel answered 404 without JSON: check the address');
}

/** Asks for a few orders, and holds the first against the schema. */
export async function testConnection(context: Context): Promise<ConnectionCheck[]> {
  try {
    const { records } = await listOrders(context, { since: null, position: null, pageSize: 2 });
    return [ok('orders', 'The channel lists its orders'), ...records.slice(0, 1).map(checkShape)];
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return [failed('orders', error.message)];
  }
}

function checkShape({ raw, recordId }: RawRecord): ConnectionCheck {
  const found = orderPayload.safeParse(parseJson(raw));
  if (found.success) return ok('shape', 'An order is as the mapping expects it');
  const faults = toFaults(found.error).map(({ path, message }) => \`\${path} \${message}\`);
  const told = faults.slice(0, 5).join('; ');
  return warning('shape', \`The order \${recordId} is not as the mapping expects it: \${told}\`);
}
`;
