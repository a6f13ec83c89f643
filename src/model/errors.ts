import { type CodeFacts, type Disposition, park, retry } from './code-facts.js';
import { fileErrorCodes } from './file-errors.js';
import { tillErrorCodes } from './till-errors.js';

/** Every stable error code: HTTP status, disposition, title and advice. `docs/errors.md` is generated from this table. */
export const errorCodes = {
  body_empty: park(400, 'The request has no body', 'Send a JSON record, an array of records or NDJSON.'),
  body_too_large: park(413, 'The body is larger than 5 MB', 'Split the records over several requests.'),
  too_many_records: park(413, 'More than 500 records in one request', 'Split the records over several requests.'),
  content_type_unsupported: park(
    415,
    'The content type is not supported',
    'Send `application/json` or `application/x-ndjson`, in UTF-8, without content encoding.',
  ),
  encoding_invalid: park(400, 'The body is not valid UTF-8', 'Encode the body as UTF-8.'),
  json_invalid: park(400, 'The text is not valid JSON', 'Correct the JSON at the position that the message names.'),
  json_too_deep: park(400, 'The JSON is nested too deeply', 'Nest values at most 64 levels deep.'),
  json_too_many_values: park(400, 'The JSON holds too many values', 'Send at most 100,000 values in one record.'),
  json_duplicate_key: park(400, 'A JSON object names one key twice', 'Send each key once.'),
  json_forbidden_key: park(400, 'The JSON has a key named __proto__', 'Rename the key.'),
  record_invalid: park(
    400,
    'The record does not fit its schema',
    'Correct the value at `path`; see /api/openapi.json.',
  ),
  record_id_missing: park(400, 'The record has no id', 'Send the id of the record in the source system.'),
  record_type_unknown: park(
    404,
    'The record type is not known',
    'Use one of order, customer, product, invoice, shipment, refund, stock.',
  ),
  format_unknown: park(400, 'The format is not known', 'Use format=canonical or channel; for a file csv or ndjson.'),
  format_unsupported: park(
    400,
    'The channel has no payload format for this type',
    'Send canonical records, or use a profile whose channel reads this type.',
  ),
  record_incomplete: park(
    422,
    'A new record lacks required fields',
    'Send the fields that the message names; partial records are only possible once the record exists.',
  ),
  record_too_large: park(
    413,
    'The record is too large for the order store (2 MB)',
    'Remove bulky attributes, or split the record.',
  ),
  mapping_failed: park(
    422,
    'The channel payload could not be mapped',
    'Compare the raw payload with the channel documentation; correct the source or the mapping, then replay.',
  ),
  currency_unknown: park(422, 'The currency is missing or not in ISO 4217', 'Send a three-letter ISO 4217 code.'),
  arithmetic_off: park(
    422,
    'The amounts of the record do not add up',
    'Correct the source, or set the profile policy `arithmetic` to `warn`.',
  ),
  data_inconsistency: park(
    422,
    'The items of an order do not add up to its total',
    'Compare items, discounts and tax with the total in the payload; correct the source or the setting `prices`, or set the profile policy `arithmetic` to `warn`.',
  ),
  payment_inconsistency: park(
    422,
    'The payments of an order do not add up to what was paid',
    'Compare the payments with the amount paid in the payload; correct the source, or set the profile policy `arithmetic` to `warn`.',
  ),
  order_items_missing: park(
    422,
    'The order has no items',
    'Correct the source; where its items stand under another name, say so in the setting `fields` of the profile.',
  ),
  order_status_invalid: park(
    422,
    'The status of the order is not among those that the profile takes',
    'Add the status to the setting `validStatuses` of the profile, then replay; or leave the order where it is.',
  ),
  envelope_invalid: park(
    422,
    'A line of a queue blob is not an envelope',
    'Inspect the dead letter; it holds the line verbatim.',
  ),
  profile_unknown: park(
    404,
    'The integration profile does not exist',
    'Create it with `tributary profile put <file.json>`.',
  ),
  profile_inactive: park(
    403,
    'The integration profile is switched off',
    'Set `active` to true, then replay the dead letters.',
  ),
  profile_invalid: park(400, 'The integration profile is not valid', 'Correct the faults that are listed by path.'),
  profile_unreadable: retry(
    500,
    'The stored integration profile cannot be read',
    'Put the profile again with `tributary profile put <file.json>`; its records wait until then.',
  ),
  channel_unknown: park(400, 'The channel does not exist', 'Use one of the channels that the message lists.'),
  secret_unavailable: park(
    422,
    'A secret reference cannot be resolved',
    'Set the environment variable or the Key Vault secret.',
  ),
  process_crashed: park(
    500,
    'Processing ended without a result five times',
    'Look for the record that ends the process (out of memory, for one), then replay the dead letters one by one.',
  ),
  retries_exhausted: park(
    500,
    'The record failed with a temporary error for more than a day',
    'Check the dependency that the message names, then replay.',
  ),
  unauthenticated: park(
    401,
    'The credential is missing or not valid',
    'Send a bearer token or an x-api-key of the profile.',
  ),
  forbidden: park(403, 'The credential does not allow this', 'Use an administration token.'),
  not_found: park(404, 'There is nothing at this address', 'Check the id; records of other profiles are not visible.'),
  precondition_required: park(
    428,
    'The request has no If-Match',
    'Read the order, and send its ETag in If-Match, so that nobody else is overwritten.',
  ),
  precondition_failed: park(
    412,
    'The order has changed since it was read',
    'Read the order again, and repeat the edit on what it says now.',
  ),
  field_read_only: park(
    400,
    'The edit changes what cannot be edited',
    'Leave the ids, the keys and what the system keeps as they are; the fields of the order are below `record`.',
  ),
  parameter_invalid: park(400, 'A query parameter is not valid', 'Correct the parameter that `path` names.'),
  idempotency_key_invalid: park(400, 'The Idempotency-Key is not valid', 'Use 1 to 255 visible ASCII characters.'),
  idempotency_key_reused: park(
    422,
    'The Idempotency-Key was used with another body',
    'Use a new key for a new body; repeat the same body with the same key.',
  ),
  webhook_unauthenticated: park(
    401,
    'The signature of the webhook is missing or not valid',
    'Compare the secret of the profile with that of the sender; sign the body as it is sent.',
  ),
  webhook_invalid: park(400, 'The webhook cannot be read', 'Compare the body with the documentation of the channel.'),
  webhooks_unsupported: park(
    404,
    'The profile takes no webhooks',
    'Use a channel that has webhooks, and reference the secrets that they are checked with.',
  ),
  channel_unauthorized: park(
    502,
    'The sales channel refuses the credentials',
    'Renew the credentials of the profile; the cursor has not moved, so nothing is lost.',
  ),
  channel_refused: park(
    502,
    'The sales channel refuses the request',
    'Read the message of the channel; correct the profile settings.',
  ),
  channel_page_invalid: park(
    502,
    'The sales channel answered something that is not a page of records',
    'Look at the answer (a login or maintenance page?); the cursor has not moved past it.',
  ),
  channel_page_repeated: park(
    502,
    'The sales channel repeats a page',
    'Check the paging of the channel; the cursor has not moved past it.',
  ),
  channel_count_mismatch: park(
    502,
    'The sales channel delivered fewer records than it announced',
    'Run the pull again; if it persists, check the permissions of the credentials.',
  ),
  channel_url_refused: park(
    400,
    'The address of the sales channel is not allowed',
    'Use a public https address in the settings.',
  ),
  channel_unavailable: retry(502, 'The sales channel does not answer', 'Wait; the next run goes on from the cursor.'),
  channel_throttled: retry(503, 'The sales channel asks to slow down', 'Wait; the next run goes on from the cursor.'),
  cursor_busy: retry(409, 'Another run of this pull is under way', 'Wait for it to end.'),
  store_conflict: retry(409, 'The record kept moving while it was written', 'Nothing to do: it is tried again.'),
  store_unavailable: retry(
    503,
    'The order store does not answer',
    'Check Cosmos DB; waiting records are applied when it is back.',
  ),
  store_refused: retry(
    500,
    'The order store refuses the credentials or the request',
    'Check the endpoint, the key and the roles.',
  ),
  blob_unavailable: retry(503, 'Blob storage does not answer', 'Check the storage account; send the request again.'),
  blob_refused: retry(
    500,
    'Blob storage refuses the credentials or the request',
    'Check the connection string and the roles.',
  ),
  keys_unavailable: retry(
    503,
    'The keys of the token issuer cannot be read',
    'Check TRIBUTARY_TOKEN_ISSUER; try again.',
  ),
  setting_invalid: park(500, 'A setting is missing or malformed', 'Correct the setting that the message names.'),
  product_unknown: retry(
    422,
    'A line names a product that the profile does not have',
    'Pull or post the product; the order is tried again. Or set the profile policy `unknownProduct` to `keep`.',
  ),
  internal: retry(500, 'Something failed that should not', 'Look up the invocation id in the log.'),
  order_pending: retry(
    422,
    'The order or the shipment that this belongs to is not here yet',
    'Nothing to do: it is tried again after the next pull. If it persists, compare the numbers with the source.',
  ),
  webhook_secret_unavailable: retry(
    503,
    'A secret that webhooks are checked with cannot be read',
    'Set the environment variable or the Key Vault secret that the profile references; the sender tries again.',
  ),
  record_filtered: park(
    422,
    'The profile does not want this record',
    'Widen the filters in the settings of the profile, or use a profile that wants it.',
  ),
  write_unsupported: park(
    422,
    'The sales channel does not write this',
    'Use a resource that the channel writes; a record that it cannot change there stays as it was sent.',
  ),
  ...fileErrorCodes,
  ...tillErrorCodes,
  registration_unsupported: park(
    404,
    'The profile takes no registration',
    'Use a channel that registers, switch it on in the settings, and reference the secrets that it is checked with.',
  ),
  registration_outdated: park(
    409,
    'The registration was answered before, or a later one counts',
    'Nothing to do where the connection works; else install the app in the sales channel again.',
  ),
  registration_missing: park(
    422,
    'The sales channel has not handed over its credentials yet',
    'Install the app in the sales channel; what is referenced as `stored:NAME` is there from then on.',
  ),
  vault_unavailable: retry(
    503,
    'The vault of the secrets does not answer, or refuses',
    'Check the Key Vault and the roles of the identity; what needs the secret is tried again.',
  ),
} as const satisfies Record<string, CodeFacts>;

/** A stable error code; users and machines may rely on it. */
export type ErrorCode = keyof typeof errorCodes;

interface PipelineErrorOptions {
  cause?: unknown;
  /** RFC 6901 pointer, or the name of a parameter or setting. */
  path?: string;
  /** Seconds after which a retry makes sense, where somebody said so. */
  retryAfterSeconds?: number;
}

/** The one error that the pipeline throws: a stable code, what to do next, a message without secrets, and the cause. */
export class PipelineError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: PipelineErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PipelineError';
    this.code = code;
    this.path = options.path;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** Whether trying again can help. */
  get disposition(): Disposition {
    return errorCodes[this.code].disposition;
  }
}

/** Gives any thrown value as a `PipelineError`; what is not one becomes `internal`, which is tried again. */
export function toPipelineError(error: unknown): PipelineError {
  if (error instanceof PipelineError) return error;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
  return new PipelineError('internal', message, { cause: error });
}
