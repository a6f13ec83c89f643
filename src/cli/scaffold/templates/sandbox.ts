/** `src/local/sandbox/<name>/shop.ts` */
export const shopTemplate = `/** A line of an order; what one piece costs in hundredths. */
export interface ShopLine {
  id: number;
  sku: string;
  name: string;
  quantity: number;
  cents: number;
}

/** An order as the shop keeps it. */
export interface ShopOrder {
  id: number;
  placedAt: Date;
  changedAt: Date;
  status: (typeof STATUSES)[number];
  lines: ShopLine[];
  /** Shown with a total that nobody can read. */
  isSpoiled: boolean;
}

/** A shop whose orders come and change. */
export interface Shop {
  /** Oldest change first. A text that is no instant counts as none. */
  changedSince(since: string | null): ShopOrder[];
  find(id: string): ShopOrder | null;
  /** Where the order stands among all of them. */
  placeOf(order: ShopOrder): string;
  place(at?: Date): ShopOrder;
  /** Moves an order to its next status. */
  change(): void;
  spoil(id: string): void;
}

const STATUSES = {{statuses}} as const;
const GOODS = [
  { sku: 'CHAIR-OAK', name: 'Chair, oak', cents: 100_000 },
  { sku: 'TABLE-4', name: 'Table for four', cents: 1_175 },
  { sku: 'LAMP-RED', name: 'Lamp, red', cents: 4_990 },
];

function placeOf({ id, changedAt }: ShopOrder): string {
  return \`\${changedAt.toISOString()}-\${String(id).padStart(9, '0')}\`;
}

// The interface tells time no finer.
const TICK_MS = {{tick}};

function toTick(at: Date): Date {
  return new Date(Math.floor(at.getTime() / TICK_MS) * TICK_MS);
}

function linesOf(id: number): ShopLine[] {
  const first = { id: 1, ...pick(GOODS, id - 1), quantity: 1 };
  return [first, { id: 2, ...pick(GOODS, id), quantity: 1 + (id % 3) }];
}

function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Opens an empty shop. */
export function createShop({ now }: { now(): Date }): Shop {
  const orders: ShopOrder[] = [];
  let changes = 0;
  return {
    changedSince(since) {
      const fromMs = Date.parse(since ?? '') || 0;
      const found = orders.filter(({ changedAt }) => changedAt.getTime() >= fromMs);
      return found.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    },
    find: (id) => orders.find((order) => String(order.id) === id) ?? null,
    placeOf,
    place(at = now()) {
      const id = orders.length + 1;
      const placedAt = toTick(at);
      const order = { id, placedAt, changedAt: placedAt, status: STATUSES[0], lines: linesOf(id), isSpoiled: false };
      orders.push(order);
      return order;
    },
    change() {
      if (orders.length === 0) return;
      const order = pick(orders, changes * 7);
      changes += 1;
      order.status = pick(STATUSES, STATUSES.indexOf(order.status) + 1);
      order.changedAt = toTick(now());
    },
    spoil(id) {
      for (const order of orders) if (String(order.id) === id) order.isSpoiled = true;
    },
  };
}
`;

/** `src/local/sandbox/<name>/render-order.ts` */
export const renderTemplate = `import type { ShopLine, ShopOrder } from './shop.js';
{{fixed}}{{helpers}}
function renderLine(line: ShopLine): Record<string, unknown> {
  return {{line}};
}

/** The order as the interface shows it. */
export function renderOrder(order: ShopOrder): Record<string, unknown> {
  return {{order}};
}
`;

/** The sum of an order in hundredths. */
export const totalHelper = `
function totalOf({ lines }: ShopOrder): number {
  return lines.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0);
}
`;

/** Hundredths as the interface writes amounts. */
export const amountHelper = `
function amount(cents: number): string {
{{amount}}}
`;

/** `src/local/sandbox/<name>/server.ts` */
export const serverTemplate = `import type { HttpAnswer, HttpCall } from '../kit/http-call.js';
import { type SandboxServer, startServer as startSandboxServer } from '../kit/server.js';
{{auth-import}}
import { pageOf } from './pages.js';
import { renderOrder } from './render-order.js';
import type { Shop } from './shop.js';

function json(status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const NONE = json(404, { message: 'There is nothing here' });
{{token-helper}}
function answer(shop: Shop, call: HttpCall{{options-parameter}}): HttpAnswer {
  const { method, path, query } = call;
  if (!isAuthorized(call)) return json(401, { message: 'Who are you?' });
  if (method !== 'GET') return NONE;
  if (path === '/orders') {
    const page = pageOf(shop, new URLSearchParams(query){{options-argument}});
    return json(200, page.body, page.headers);
  }
  const id = /^\\/orders\\/(\\d+)$/.exec(path)?.[1];
  const order = id === undefined ? null : shop.find(id);
  return order === null ? NONE : json(200, renderOrder(order));
}

/** Starts the interface on a free port of 127.0.0.1. */
export function startServer(shop: Shop{{options-face}}): Promise<SandboxServer> {
  return startSandboxServer({
    takeFault: () => undefined,
    answer: (call) => {{answer}},
    onAnswered: () => {},
    now: () => new Date(),
  });
}
`;

/** What a sandbox that hands out tokens answers first. */
export const tokenHelper = `
function answerToken({ method, path, body }: HttpCall): HttpAnswer | null {
  if (method !== 'POST' || path !== '/oauth/token') return null;
  const token = grantToken(body);
  return token === null ? json(401, { error: 'invalid_client' }) : json(200, token);
}
`;

/** `src/local/stack/demo-<name>.ts` */
export const demoTemplate = `import { credentials } from '../sandbox/{{key}}/authorize.js';
import { startServer } from '../sandbox/{{key}}/server.js';
import { createShop } from '../sandbox/{{key}}/shop.js';
import { startBeats } from '../sandbox/kit/life.js';
import type { DemoShop } from './demo-shop.js';

const ORDERS = 50;
const MINUTE_MS = 60_000;
const BEAT_MS = 5_000;

/** The sandbox of {{Title}}: an order is placed at every third beat, and else one changes. */
export const demo{{Name}}: DemoShop = {
  profileId: 'demo-{{key}}',
  title: '{{Title}}',
  environment: {{environment}},
  async open() {
    const shop = createShop({ now: () => new Date() });
    for (let count = ORDERS; count > 0; count -= 1) shop.place(new Date(Date.now() - count * 7 * MINUTE_MS));
    const { baseUrl, stop } = await startServer(shop);
    const happen = (beat: number): void => {
      if (beat % 3 === 0) shop.place();
      else shop.change();
    };
    return { baseUrl, live: () => startBeats(happen, { everyMs: BEAT_MS }).stop, stop };
  },
  profile: (baseUrl) => ({
    id: 'demo-{{key}}',
    tenantId: 'demo',
    name: '{{Title}} in the sandbox',
    channel: '{{key}}',
    settings: { baseUrl },
    secrets: {{references}},
    pull: { interval: 'PT1M', overlap: 'PT1M' },
  }),
};
`;
