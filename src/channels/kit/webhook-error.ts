import { PipelineError } from '../../model/errors.js';

/** The failure of a delivery that cannot be trusted. */
export function unauthenticated(message: string): PipelineError {
  return new PipelineError('webhook_unauthenticated', message);
}

/** The failure of a delivery that is signed but says nothing that can be used; `path` points to what is wrong in its body. */
export function invalidWebhook(message: string, path = ''): PipelineError {
  return new PipelineError('webhook_invalid', message, { path });
}
