import type { MagentoSwitches } from './faults.js';
import type { JsonValue } from './json-object.js';

/** A request that has found its route and may pass. */
export interface RouteRequest {
  /** What the groups of the route's pattern caught, decoded. */
  captured: readonly string[];
  /** Raw, without the question mark. */
  query: string;
  switches: MagentoSwitches;
}

/** One readable resource of the interface; failures are thrown as MagentoError. */
export interface MagentoRoute {
  /** Matched against the path after the version, such as `/orders/7`. */
  pattern: RegExp;
  /** The permission that it asks for. */
  resource: string;
  answer(request: RouteRequest): JsonValue;
}
