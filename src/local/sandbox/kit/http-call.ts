import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came. */
export interface HttpCall {
  method: string;
  /** Of the server that was asked, without a trailing slash. */
  baseUrl: string;
  /** Without the query. */
  path: string;
  /** Raw, without the question mark. */
  query: string;
  /** By lower-case name. */
  headers: IncomingHttpHeaders;
  body: string;
}

/** A whole answer, ready to be written. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
