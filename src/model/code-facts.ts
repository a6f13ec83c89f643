/** What to do next: `retry` = the world may recover; `park` = it never will without a person. */
export type Disposition = 'retry' | 'park';

/** What is known of an error code. */
export interface CodeFacts {
  /** HTTP status when the code is answered to a caller. */
  status: number;
  disposition: Disposition;
  /** What happened, as a heading. */
  title: string;
  /** What a person does about it. */
  advice: string;
}

/** A code of what never succeeds without a person. */
export const park = (status: number, title: string, advice: string): CodeFacts => ({
  status,
  disposition: 'park',
  title,
  advice,
});
/** A code of what may pass. */
export const retry = (status: number, title: string, advice: string): CodeFacts => ({
  status,
  disposition: 'retry',
  title,
  advice,
});
