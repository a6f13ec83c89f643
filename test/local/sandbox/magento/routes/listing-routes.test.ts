import type { JsonObject } from '../../../../../src/local/sandbox/kit/json-object.js';
import { type MagentoServer, startMagentoServer } from '../../../../../src/local/sandbox/magento/server.js';
import type { MagentoShop } from '../../../../../src/local/sandbox/magento/shop.js';
import type { TableName } from '../../../../../src/local/sandbox/magento/shop-tables.js';
import { CREDENTIALS, createHandClock, createTestShop } from '../sandbox-shop.js';
import { signedGet } from '../signed-get.js';

let shop: MagentoShop;
let server: MagentoServer;

beforeAll(async () => {
  shop = createTestShop(createHandClock(Date.now()));
  server = await startMagentoServer({ shop });
});
afterEach(() => server.faults.reset());
afterAll(() => server.stop());

const LISTS: readonly [TableName, string][] = [
  ['orders', '/orders'],
  ['invoices', '/invoices'],
  ['shipments', '/shipments'],
  ['creditmemos', '/creditmemos'],
  ['customers', '/customers/search'],
  ['products', '/products'],
];

interface Page {
  items: JsonObject[] | null;
  total_count: number;
}

function get(path: string): Promise<Response> {
  return signedGet(`${server.baseUrl}/rest/V1${path}`, CREDENTIALS);
}

async function json(path: string): Promise<unknown> {
  const response = await get(path);
  expect(response.status).toBe(200);
  return response.json();
}

async function search(path: string, parts: Record<string, string | number> = {}): Promise<Page> {
  const query = Object.entries(parts).map(([name, value]) => [`searchCriteria${name}`, String(value)]);
  const all = query.length === 0 ? 'searchCriteria=' : new URLSearchParams(query as [string, string][]).toString();
  return (await json(`${path}?${all}`)) as Page;
}

function where(field: string, condition: string, value: string | number, group = 0, filter = 0) {
  const at = `[filter_groups][${group}][filters][${filter}]`;
  return { [`${at}[field]`]: field, [`${at}[condition_type]`]: condition, [`${at}[value]`]: value };
}

const oldestFirst = {
  '[sortOrders][0][field]': 'updated_at',
  '[sortOrders][0][direction]': 'ASC',
  '[sortOrders][1][field]': 'entity_id',
  '[sortOrders][1][direction]': 'ASC',
};

const idOf = (payload: JsonObject): number => Number(payload.entity_id ?? payload.id);
const truth = (name: TableName): readonly JsonObject[] => shop[name]();
const withStock = (payload: JsonObject): boolean => 'stock_item' in (payload.extension_attributes as JsonObject);

describe.each(LISTS)('the listing of %s', (name, path) => {
  test('gives every record once, page after page from a watermark, oldest change first', async () => {
    const watermark = truth(name)
      .map((one) => String(one.updated_at))
      .sort()[2] as string;
    const seen: JsonObject[] = [];
    for (let page = 1; ; page += 1) {
      const paging = { '[pageSize]': 5, '[currentPage]': page };
      const found = await search(path, { ...where('updated_at', 'gteq', watermark), ...oldestFirst, ...paging });
      seen.push(...(found.items ?? []));
      if (page * 5 >= found.total_count) break;
    }
    const wanted = truth(name).filter((one) => String(one.updated_at) >= watermark);
    expect(seen.map(idOf).sort()).toEqual(wanted.map(idOf).sort());
    expect(seen.map((one) => one.updated_at)).toEqual(wanted.map((one) => one.updated_at).sort());
  });

  test('shows what the single record shows, but for the stock of products', async () => {
    const { items } = await search(path, { '[pageSize]': 3 });
    const own = truth(name).slice(0, 3);
    if (name === 'products') expect([own.every(withStock), items?.some(withStock)]).toEqual([true, false]);
    else expect(items).toEqual(own);
  });

  test('knows ids in a list, and excludes by gt and lt', async () => {
    const [one, other] = truth(name).map(idOf) as [number, number];
    const few = await search(path, where('entity_id', 'in', `${one},${other}`));
    expect(few.items?.map(idOf)).toEqual([one, other]);
    const between = { ...where('entity_id', 'gt', one), ...where('entity_id', 'lt', other, 1) };
    expect((await search(path, between)).total_count).toBe(0);
    const outside = { ...where('entity_id', 'lteq', one), ...where('entity_id', 'eq', other, 0, 1) };
    expect((await search(path, outside)).items?.map(idOf)).toEqual([one, other]);
  });

  test('has its limits: a page size, an empty page that may be null, a search that must be there', async () => {
    server.faults.switches.maxPageSize = 300;
    const refused = await get(`${path}?searchCriteria[pageSize]=301`);
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 300 } },
    ]);
    expect((await get(path)).status).toBe(400);
    server.faults.switches.itemsNull = true;
    expect((await search(path, where('entity_id', 'eq', 987_654))).items).toBeNull();
  });

  test('is closed to an integration that lacks its permission, which the refusal names', async () => {
    const permission = (await denied(path)) as string;
    expect(permission).toMatch(/^Magento_\w+::\w+$/);
    server.faults.switches.deniedResources = ['Magento_Other::thing'];
    expect((await search(path)).total_count).toBeGreaterThan(0);
  });

  test('can be spoiled in one record, in the list and alone', async () => {
    const [id, other] = truth(name).map(idOf) as [number, number];
    server.faults.badRecord(id, name);
    const { items } = await search(path, where('entity_id', 'in', `${id},${other}`));
    const [bad, good] = items as [JsonObject, JsonObject];
    expect(good).toEqual((await search(path, where('entity_id', 'eq', other))).items?.[0]);
    expect(bad.items).toBeUndefined();
    expect(JSON.stringify(bad)).toContain('corrupted');
    server.faults.reset();
    expect(JSON.stringify(await search(path))).not.toContain('corrupted');
  });
});

/** The permission that a refusal of the path names. */
async function denied(path: string): Promise<unknown> {
  const resources = ['sales_invoice', 'shipment', 'sales_creditmemo', 'actions_view'].map(
    (one) => `Magento_Sales::${one}`,
  );
  server.faults.switches.deniedResources = [...resources, 'Magento_Customer::customer', 'Magento_Catalog::products'];
  const response = await get(`${path}?searchCriteria=`);
  const { message, parameters } = (await response.json()) as { message: string; parameters: { resources: string } };
  expect([response.status, message]).toEqual([401, "The consumer isn't authorized to access %resources."]);
  return parameters.resources;
}

describe('a single record', () => {
  test.each([
    ['invoices', '/invoices/2'],
    ['shipments', '/shipment/2'],
    ['creditmemos', '/creditmemo/2'],
  ] as const)('of %s stands at %s', async (name, path) => {
    expect(await json(path)).toEqual(shop[name]()[1]);
  });

  test('of a customer stands at its id', async () => {
    expect(await json('/customers/13')).toEqual(shop.customers().find(({ id }) => id === 13));
  });

  test.each(['BOOK/ISBN-978-3', 'TEA 05 #7', 'LIN-SHIRT-M-Grün', 'mug-blue'])(
    'of a product stands at its SKU, whatever is in it: %s',
    async (sku) => {
      const wanted = shop.products().find((product) => product.sku.toLowerCase() === sku.toLowerCase());
      expect(await json(`/products/${encodeURIComponent(sku)}`)).toEqual(wanted);
    },
  );

  const noEntity = { message: "The entity that was requested doesn't exist. Verify the entity and try again." };

  test.each<[string, number, unknown]>([
    ['/orders/99999', 404, noEntity],
    ['/invoices/99999', 404, noEntity],
    ['/shipment/99999', 404, noEntity],
    ['/creditmemo/99999', 404, noEntity],
    [
      '/customers/99999',
      404,
      {
        message: 'No such entity with %fieldName = %fieldValue',
        parameters: { fieldName: 'customerId', fieldValue: '99999' },
      },
    ],
    [
      '/products/LAMP-E27',
      404,
      { message: "The product that was requested doesn't exist. Verify the product and try again." },
    ],
    ['/shipments/1', 404, { message: 'Request does not match any route.' }],
    ['/creditmemos/1', 404, { message: 'Request does not match any route.' }],
    ['/invoices/one', 400, { message: expect.stringContaining('%value'), parameters: { value: 'one', type: 'int' } }],
    [
      '/products?searchCriteria[sortOrders][0][field]=id',
      400,
      { message: 'The "%1" attribute name is invalid. Reset the name and try again.', parameters: ['id'] },
    ],
    ['/shipments?searchCriteria[sortOrders][0][field]=id', 500, { message: expect.stringContaining('webapi-') }],
  ])('%s answers %d, placeholders unfilled', async (path, status, body) => {
    const response = await get(path);
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});

describe('an installation that differs', () => {
  test('shows stock in the listing of products', async () => {
    server.faults.switches.stockInLists = true;
    expect((await search('/products')).items).toEqual(shop.products());
  });

  test('shows the documents of an order inside it', async () => {
    server.faults.switches.embedDocuments = true;
    const order = shop.shipments()[0]?.order_id as number;
    const { extension_attributes: inside } = (await json(`/orders/${order}`)) as { extension_attributes: JsonObject };
    for (const name of ['invoices', 'shipments', 'creditmemos'] as const) {
      expect(inside[name]).toEqual(shop[name]().filter((one) => one.order_id === order));
    }
  });
});

test('faults meet the new routes as they meet orders', async () => {
  server.faults.failNext(1, { kind: 'status', status: 503 });
  expect((await get('/invoices?searchCriteria=')).status).toBe(503);
  server.faults.failNext(1, { kind: 'cut' });
  await expect((await get('/products?searchCriteria=')).text()).rejects.toThrow();
});
