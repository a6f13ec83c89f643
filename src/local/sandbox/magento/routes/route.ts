import type { JsonObject, JsonValue } from '../../kit/json-object.js';
import type { MagentoSwitches } from '../faults.js';

/** A request that has found its route and may pass. */
export interface RouteRequest {
  /** What the groups of the route's pattern caught, decoded. */
  captured: readonly string[];
  /** Raw, without the question mark. */
  query: string;
  switches: MagentoSwitches;
  /** The JSON object of a POST, empty where there is none. Throws a 400 for another type and for what is no JSON object. */
  body(): JsonObject;
}

/** One resource of the interface; failures are thrown as MagentoError. */
export interface MagentoRoute {
  method: 'GET' | 'POST';
  /** Matched against the path after the version, such as `/orders/7`. */
  pattern: RegExp;
  /** The permission that it asks for. */
  resource: string;
  answer(request: RouteRequest): JsonValue;
}
