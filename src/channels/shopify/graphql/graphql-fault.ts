import { isJsonObject, type Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';

/** Why an answer is none: wait and ask again, ask for less, or what is thrown. */
export type GraphqlFault =
  | { kind: 'throttled' }
  | { kind: 'too-much'; cost: number | null; most: number | null }
  | { kind: 'failed'; error: PipelineError };

const MAX_LENGTH = 300;

interface OneError {
  message: string;
  code: string;
  path: string;
  extensions: { [key: string]: Json };
}

/**
 * What the `errors` of an answer mean; null when there are none. An answer with errors is never taken, also where it has data beside
 * them: what is missing in it would look as if it were not there.
 */
export function readGraphqlFault(errors: Json | undefined): GraphqlFault | null {
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) return null;
  if (!Array.isArray(errors)) return failed('channel_refused', `The shop answered: ${textOf(errors)}`);
  const all = errors.map(toError);
  const withCode = (...codes: string[]) => all.find(({ code }) => codes.includes(code));
  const costly = withCode('MAX_COST_EXCEEDED');
  if (costly !== undefined) return tooMuch(costly);
  const denied = withCode('ACCESS_DENIED');
  if (denied !== undefined) {
    const at = denied.path === '' ? '' : ` at ${denied.path}`;
    return failed('channel_unauthorized', `The shop denies access${at}: ${denied.message}`);
  }
  if (withCode('THROTTLED') !== undefined) return { kind: 'throttled' };
  const broken = withCode('INTERNAL_SERVER_ERROR', 'TIMEOUT');
  if (broken !== undefined) return failed('channel_unavailable', `The shop failed: ${broken.message}`);
  const [first] = all;
  const code = first?.code ? ` (${first.code})` : '';
  return failed('channel_refused', `The shop refuses the query: ${first?.message ?? 'no reason given'}${code}`);
}

function toError(error: Json): OneError {
  const fields = isJsonObject(error) ? error : {};
  const extensions = isJsonObject(fields.extensions) ? fields.extensions : {};
  return {
    message: textOf(fields.message ?? null),
    code: typeof extensions.code === 'string' ? extensions.code : '',
    path: Array.isArray(fields.path) ? fields.path.join('.').slice(0, MAX_LENGTH) : '',
    extensions,
  };
}

function tooMuch({ message, extensions }: OneError): GraphqlFault {
  const spelled = /cost is (\d+)\b.*\((\d+)\)/.exec(message);
  const number = (value: Json | undefined, digits: string | undefined) => {
    const found = Number(value ?? digits ?? Number.NaN);
    return found > 0 && Number.isFinite(found) ? found : null;
  };
  const { cost, maxCost } = extensions;
  return { kind: 'too-much', cost: number(cost, spelled?.[1]), most: number(maxCost, spelled?.[2]) };
}

function failed(
  code: 'channel_refused' | 'channel_unauthorized' | 'channel_unavailable',
  message: string,
): GraphqlFault {
  return { kind: 'failed', error: new PipelineError(code, message) };
}

function textOf(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\s+/g, ' ').slice(0, MAX_LENGTH).toWellFormed();
}
