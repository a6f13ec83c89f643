/** What is kept of every request that a server has answered, or refused to; each sandbox adds what its tests look at. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** What was sent, before a cut; null for a reset connection. */
  status: number | null;
}

const LOG_LENGTH = 1000;

/** The last thousand requests of a server, oldest first, and how many there were: a long run does not grow. */
export interface RequestLog<Logged extends LoggedRequest> {
  add(request: Logged): void;
  requests(): readonly Logged[];
  count(): number;
}

/** Creates an empty log. */
export function createRequestLog<Logged extends LoggedRequest>(): RequestLog<Logged> {
  const kept: Logged[] = [];
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
