import type { HttpAnswer } from '../../kit/http-call.js';
import type { JsonObject } from '../../kit/json-object.js';
import { parseCriteria } from '../dal/criteria.js';
import { entityAtPath } from '../dal/definitions.js';
import { entitiesRead } from '../dal/search.js';
import type { Reader } from '../dal/tables.js';
import type { ShopwareShop } from '../shop.js';
import { type AccessTokens, createAccessTokens } from './access-tokens.js';
import type { Call } from './call.js';
import { entityAnswer, idsAnswer, type Presentation, searchAnswer } from './entity-answer.js';
import type { ShopwareSwitches } from './faults.js';
import { errorAnswer, jsonAnswer } from './http-answer.js';
import { readRequestBody } from './request-body.js';
import { missingPrivileges, noSuchRoute, resourceNotFound, shopwareError } from './shopware-error.js';

/** Answers requests; every failure is an answer, too. */
export interface Application {
  answer(call: Call): HttpAnswer;
  tokens: AccessTokens;
}

interface Route {
  method: string;
  pattern: RegExp;
  answer(captured: readonly string[], call: Call, parts: Parts): HttpAnswer;
}

interface Parts {
  shop: ShopwareShop;
  switches: ShopwareSwitches;
  /** Of whoever asks; null for all. */
  privileges: ReadonlySet<string> | null;
}

/** Creates the application behind the web server: it finds the route, asks who is calling, and answers. */
export function createApplication(shop: ShopwareShop, switches: ShopwareSwitches): Application {
  const tokens = createAccessTokens(shop.integrations, {
    nowMs: () => shop.now().getTime(),
    successForgivesTries: () => switches.successForgivesTries,
  });
  const answerCall = (call: Call): HttpAnswer => {
    if (isTokenCall(call)) return jsonAnswer(200, tokens.grant(readRequestBody(call)));
    const { route, captured } = findRoute(call);
    const { privileges } = tokens.check(headerOf(call, 'authorization'));
    return route.answer(captured, call, { shop, switches, privileges });
  };
  return {
    tokens,
    answer: (call) => {
      try {
        return answerCall(call);
      } catch (error) {
        return errorAnswer(error);
      }
    },
  };
}

/** Whether a request asks for a token. */
export function isTokenCall({ method, path }: Pick<Call, 'method' | 'path'>): boolean {
  return method === 'POST' && path === '/api/oauth/token';
}

const ROUTES: readonly Route[] = [
  { method: 'GET', pattern: /^\/api\/_info\/version$/, answer: (_, __, { switches }) => versionAnswer(switches) },
  { method: 'GET', pattern: /^\/api\/_info\/config$/, answer: (_, __, { switches }) => configAnswer(switches) },
  { method: 'POST', pattern: /^\/api\/search\/([a-z-]+)$/, answer: searchEntity },
  { method: 'POST', pattern: /^\/api\/search-ids\/([a-z-]+)$/, answer: searchEntity },
  { method: 'GET', pattern: /^\/api\/([a-z][a-z-]*)\/([^/]+)$/, answer: readEntity },
];

function findRoute({ method, path }: Call): { route: Route; captured: readonly string[] } {
  const matching = ROUTES.flatMap((route) => {
    const match = route.pattern.exec(path);
    const captured = match === null ? [] : match.slice(1);
    const isKnown = captured[0] === undefined || entityAtPath(captured[0]) !== undefined;
    return match !== null && isKnown ? [{ route, captured }] : [];
  });
  const [other] = matching;
  if (other === undefined) throw noSuchRoute(method, path);
  const match = matching.find(({ route }) => route.method === method);
  if (match !== undefined) return match;
  const detail = `No route found for "${method} ${path}": Method Not Allowed (Allow: ${other.route.method})`;
  throw shopwareError(405, '0', detail);
}

function searchEntity([name = '']: readonly string[], call: Call, parts: Parts): HttpAnswer {
  const entity = entityAtPath(name);
  if (entity === undefined) throw noSuchRoute(call.method, call.path);
  const reader = readerOf(call, parts.shop);
  const hidden = hiddenNames(parts.switches);
  const criteria = parseCriteria(entity, readRequestBody(call), parts.shop.now().getTime(), hidden);
  checkPrivileges(
    [...entitiesRead(reader, criteria)].map((read) => `${read}:read`),
    parts,
  );
  const presentation = presentationOf(call, parts, hidden);
  return call.path.startsWith('/api/search-ids/')
    ? idsAnswer(reader, criteria, presentation)
    : searchAnswer(reader, criteria, presentation);
}

function readEntity([name = '', id = '']: readonly string[], call: Call, parts: Parts): HttpAnswer {
  const entity = entityAtPath(name);
  if (entity === undefined) throw noSuchRoute(call.method, call.path);
  checkPrivileges([`${entity}:read`], parts);
  const reader = readerOf(call, parts.shop);
  const row = reader.find(entity, id);
  if (row === undefined) throw resourceNotFound(entity, id);
  const hidden = hiddenNames(parts.switches);
  const criteria = parseCriteria(entity, {}, 0, hidden);
  return entityAnswer(reader, criteria, row, presentationOf(call, parts, hidden));
}

function readerOf(call: Call, shop: ShopwareShop): Reader {
  return shop.read(headerOf(call, 'sw-version-id'));
}

function checkPrivileges(wanted: readonly string[], { switches, privileges }: Parts): void {
  const isGiven = (one: string) => privileges === null || privileges.has(one);
  const missing = wanted.filter((one) => switches.deniedPrivileges.includes(one) || !isGiven(one));
  if (missing.length > 0) throw missingPrivileges(missing);
}

function presentationOf(call: Call, { switches }: Parts, hidden: ReadonlySet<string>): Presentation {
  const { totalCountLie, badRecords } = switches;
  const inherits = ['1', 'true'].includes(headerOf(call, 'sw-inheritance') ?? '');
  const isPlain = acceptsPlainJson(headerOf(call, 'accept'));
  return { isPlain, inherits, baseUrl: call.baseUrl, path: call.path, hidden, totalCountLie, badRecords };
}

/** The first type that the interface can answer with; where anything will do, that is JSON:API. */
function acceptsPlainJson(accept: string | undefined): boolean {
  const types = (accept ?? '*/*').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '');
  const known = types.find((type) => ['application/json', 'application/vnd.api+json', '*/*'].includes(type));
  return known === 'application/json';
}

const PRIMARY_NAMES = ['Delivery', 'Transaction'].flatMap((what) => [
  `primaryOrder${what}`,
  `primaryOrder${what}Id`,
  `primaryOrder${what}VersionId`,
]);

/** The names that an installation of this version does not know yet. */
function hiddenNames({ version }: ShopwareSwitches): ReadonlySet<string> {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const isOld = major < 6 || (major === 6 && (minor < 7 || (minor === 7 && patch < 1)));
  return new Set(isOld ? PRIMARY_NAMES : []);
}

function versionAnswer({ version }: ShopwareSwitches): HttpAnswer {
  return jsonAnswer(200, { version });
}

function configAnswer({ version }: ShopwareSwitches): HttpAnswer {
  const settings: JsonObject = { enableUrlFeature: true, appUrlReachable: true, appsRequireAppUrl: false };
  return jsonAnswer(200, { version, versionRevision: '00000000', adminWorker: {}, bundles: {}, settings });
}

function headerOf({ headers }: Call, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
