import { PipelineError } from '../../model/errors.js';

/**
 * The Idempotency-Key of a request; null when it has none.
 * @throws `idempotency_key_invalid`
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new PipelineError('idempotency_key_invalid', 'The Idempotency-Key is not 1 to 255 visible ASCII characters', {
    path: 'Idempotency-Key',
  });
}
