/** A request that the server has answered, or refused to. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The query's operation name, or its first field; null for other requests. */
  operation: string | null;
  /** What was sent, before a cut; null for a reset connection. */
  status: number | null;
  /** Null where no query was answered. */
  cost: { requested: number; actual: number | null } | null;
}

const LOG_LENGTH = 1000;

/** The last requests of a server, bounded so that a long run does not grow. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  requests(): readonly LoggedRequest[];
  count(): number;
  /** The cost points of all requests since the start. */
  spent(): number;
}

/** Creates an empty log. */
export function createRequestLog(): RequestLog {
  const kept: LoggedRequest[] = [];
  let count = 0;
  let spent = 0;
  return {
    add: (request) => {
      count += 1;
      spent += request.cost?.actual ?? 0;
      kept.push(request);
      if (kept.length > LOG_LENGTH) kept.shift();
    },
    requests: () => [...kept],
    count: () => count,
    spent: () => spent,
  };
}
