/** What the application reads of a request; header names are in lower case. */
export interface Call {
  method: string;
  /** Without the query. */
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  /** Without a trailing slash. */
  baseUrl: string;
}
