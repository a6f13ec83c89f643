import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { PipelineError } from '../../model/errors.js';
import { action, outcome } from '../../model/event.js';
import { instant } from '../../model/instant.js';
import { profileId } from '../../model/profile.js';
import { recordType } from '../../model/record-type.js';

const filter = z.string().min(1).max(512);

// Stored instants are compared as text, so a bound is spelled as they are: in UTC, to the millisecond.
const bound = instant.transform((text) => new Date(text).toISOString()).pipe(z.string());

const paging = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 200')
    .transform(Number)
    .pipe(z.number().min(1, 'must be at least 1').max(200, 'must be at most 200'))
    .prefault('50'),
  continuation: z.string().min(1).max(4_000).exactOptional(),
};

const owner = {
  /** Administration tokens choose the profile with it. */
  profileId: profileId.exactOptional(),
};

/** The query of `GET /api/orders`. */
export const listOrdersQuery = z.strictObject({
  remoteId: filter.exactOptional(),
  number: filter.exactOptional(),
  status: filter.exactOptional(),
  updatedSince: bound.exactOptional(),
  ...paging,
  ...owner,
});

/** The query of `GET /api/events`. */
export const listEventsQuery = z.strictObject({
  type: recordType.exactOptional(),
  recordId: filter.exactOptional(),
  action: action.exactOptional(),
  outcome: outcome.exactOptional(),
  since: bound.exactOptional(),
  ...paging,
  ...owner,
});

/** The query of `GET /api/profiles/{profileId}/runs`. */
export const listRunsQuery = z.strictObject({ resource: filter.exactOptional(), limit: paging.limit });

/** The query of an endpoint that gives one thing. */
export const oneQuery = z.strictObject(owner);

/** The query of `GET /api/orders/{id}/history`; `all` also lists records that needed nothing. */
export const historyQuery = z.strictObject({
  all: z
    .enum(['true', 'false'])
    .prefault('false')
    .transform((text) => text === 'true'),
  ...paging,
  ...owner,
});

/** The query of an endpoint that takes none. */
export const noQuery = z.strictObject({});

/** The query of `GET /api/profiles/{id}/sessions`. */
export const sessionsQuery = z.strictObject(paging);

/** The query of `GET /api/stock`; without `sku` all SKUs that ever moved. */
export const stockQuery = z.strictObject({ sku: z.string().min(1).max(512).exactOptional(), ...owner });

/** The query of `POST /api/ingest/{type}`; the format is checked by itself, because it has a code of its own. */
export const ingestQuery = z.strictObject({
  format: z.string().default('canonical'),
  /** Of a file: the layout to read it with. */
  layout: filter.exactOptional(),
});

/** The query of `GET /api/files`. */
export const listFilesQuery = z.strictObject({ limit: paging.limit, ...owner });

/**
 * The query parameters, checked. One that is not known, or that stands twice, is refused: a misspelt filter must not pass for
 * none.
 * @throws `parameter_invalid` with the name as `path`
 */
export function readQuery<T>(request: Pick<HttpRequest, 'query'>, schema: z.ZodType<T>): T {
  const given = new Map<string, string>();
  for (const [name, value] of request.query) {
    if (given.has(name)) throw invalid(name, 'must stand once');
    // zod passes over this one name, even in a strict object.
    if (name === '__proto__') throw invalid(name, 'is not known here');
    given.set(name, value);
  }
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') throw invalid(String(issue.keys[0]), 'is not known here');
  throw invalid(String(issue?.path[0]), issue?.message ?? 'is not valid');
}

function invalid(name: string, what: string): PipelineError {
  const shown = name.slice(0, 100);
  return new PipelineError('parameter_invalid', `The query parameter ${shown}: ${what}`, { path: shown });
}
