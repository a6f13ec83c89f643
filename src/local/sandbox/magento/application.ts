import type { HttpAnswer } from '../kit/http-call.js';
import type { JsonObject, JsonValue } from '../kit/json-object.js';
import { type Authorize, createAuthorize } from './authorize.js';
import type { MagentoSwitches } from './faults.js';
import { errorAnswer, jsonAnswer } from './http-answer.js';
import { MagentoError, noSuchRoute } from './magento-error.js';
import type { SignedRequest } from './oauth-signature.js';
import { parseRequestBody } from './request-body.js';
import { listingRoutes } from './routes/listing-routes.js';
import type { MagentoRoute } from './routes/route.js';
import { storeRoutes } from './routes/store-routes.js';
import { writeRoutes } from './routes/write-routes.js';
import type { MagentoShop } from './shop.js';
import { STORE_VIEWS } from './store-view.js';

/** What the application reads of a request. */
export interface Call extends SignedRequest {
  authorization: string | undefined;
  accept: string | undefined;
  contentType: string | undefined;
  body: string;
}

/** Answers a request; every failure is an answer, too. */
export type Application = (call: Call) => HttpAnswer;

/** Creates the application behind the web server: it finds the route, asks who is calling, and answers. */
export function createApplication(shop: MagentoShop, switches: MagentoSwitches): Application {
  const routes: MagentoRoute[] = [...listingRoutes(shop), ...storeRoutes(), ...writeRoutes(shop)];
  const authorize = createAuthorize(shop.credentials, {
    nowMs: () => shop.now().getTime() + switches.clockSkewMs,
    bearerAllowed: () => switches.integrationAsBearer,
    mayUse: (resource) => !switches.deniedResources.includes(resource),
  });
  return (call) => {
    try {
      return jsonAnswer(200, answerCall(call, routes, authorize, switches));
    } catch (error) {
      return errorAnswer(error);
    }
  };
}

function answerCall(
  call: Call,
  routes: readonly MagentoRoute[],
  authorize: Authorize,
  switches: MagentoSwitches,
): JsonValue {
  checkAccept(call.accept);
  const { route, captured } = findRoute(routes, call.method, call.path);
  authorize({ ...call, resource: route.resource });
  const body = (): JsonObject => parseRequestBody(call.body, call.contentType);
  return route.answer({ captured, query: call.query, switches, body });
}

function checkAccept(accept: string | undefined): void {
  const types = (accept ?? '*/*').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '');
  if (types.some((type) => type === '*/*' || type === 'application/*' || type === 'application/json')) return;
  const message =
    'Server cannot match any of the given Accept HTTP header media type(s) from the request: "%1" with media types from the config of response renderer.';
  throw new MagentoError(406, message, [accept ?? '']);
}

const REST_PATH = /^(?:\/index\.php)?\/rest(?:\/([^/]+))?\/V1(\/.*)$/;

/** A store code that the shop does not have is taken for a part of the path, which then fits no route. */
function findRoute(
  routes: readonly MagentoRoute[],
  method: string,
  path: string,
): { route: MagentoRoute; captured: string[] } {
  const [, store, resourcePath] = REST_PATH.exec(path) ?? [];
  const isStore = store === undefined || store === 'all' || STORE_VIEWS.some((view) => view.code === store);
  for (const route of isStore ? routes.filter((one) => one.method === method) : []) {
    const match = route.pattern.exec(resourcePath ?? '');
    if (match !== null) return { route, captured: match.slice(1).map(decodeURIComponent) };
  }
  throw noSuchRoute();
}
