import { LosslessNumber, stringify } from 'lossless-json';
import { isDecimal } from '../../../model/decimal.js';
import { PipelineError } from '../../../model/errors.js';

/** A decimal string as the JSON number with these very digits. @throws `mapping_failed` */
export function toNumber(text: string, path: string): LosslessNumber {
  if (isDecimal(text)) return new LosslessNumber(text);
  throw new PipelineError('mapping_failed', `${path} is not a decimal number`, { path });
}

/** The JSON text of a request body, every number with the digits that it was given. */
export function writeBody(body: unknown): string {
  return stringify(body) ?? 'null';
}
