import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { composition } from '../composition.js';
import { readStock, reportStock, type StockPorts } from '../orchestration/read-stock.js';
import { type AuthenticationPorts, authenticate } from './http/authenticate.js';
import { readQuery, stockQuery } from './http/query-parameters.js';
import { scopeOf } from './http/reading-scope.js';
import { respond } from './http/respond.js';
import { withProblems } from './http/with-problems.js';

/** Gives the stock of one SKU of a profile, or of all that ever moved or was counted. */
export async function getStock(
  ports: StockPorts & AuthenticationPorts,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const principal = await authenticate(ports, request);
  const { profileId: asked, sku } = readQuery(request, stockQuery);
  const profileId = scopeOf(principal, asked);
  const items = sku === undefined ? await reportStock(ports, profileId) : [await readStock(ports, { profileId, sku })];
  return respond(200, { items });
}

app.http('get-stock', {
  methods: ['GET'],
  authLevel: 'anonymous',
  route: 'stock',
  handler: withProblems(async (request) => getStock(await composition().withStore(), request)),
});
