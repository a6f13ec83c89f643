import { PipelineError } from '../model/errors.js';

/**
 * An instant with milliseconds, the least text of its moment, so that "at or after" misses nothing when texts are compared.
 * @throws `parameter_invalid`
 */
export function parseSince(text: string, path: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new PipelineError('parameter_invalid', `${path} is not an instant`, { path });
  return new Date(time).toISOString();
}
