/** A request that the server has answered, or refused to. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** As it was sent; of a request for a token nothing is kept. */
  body: string;
  /** What was sent, before a cut; null for a reset connection. */
  status: number | null;
}

/** The last requests of a server, bounded so that a long run does not grow. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  requests(): readonly LoggedRequest[];
  count(): number;
}

const LOG_LENGTH = 1000;

/** Creates an empty log. */
export function createRequestLog(): RequestLog {
  const kept: LoggedRequest[] = [];
  let count = 0;
  return {
    add: (request) => {
      count += 1;
      kept.push(request);
      if (kept.length > LOG_LENGTH) kept.shift();
    },
    requests: () => [...kept],
    count: () => count,
  };
}
