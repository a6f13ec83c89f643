import type { HttpCall } from '../../kit/http-call.js';

/** What the application reads of a request. */
export type Call = Pick<HttpCall, 'method' | 'path' | 'headers' | 'body' | 'baseUrl'>;
