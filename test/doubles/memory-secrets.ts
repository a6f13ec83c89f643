import { PipelineError } from '../../src/model/errors.js';
import type { Secrets } from '../../src/ports/secrets.js';

/** Secrets by reference, given as they are. */
export function createMemorySecrets(values: Readonly<Record<string, string>> = {}): Secrets {
  return {
    async resolve(reference) {
      const value = Object.hasOwn(values, reference) ? values[reference] : undefined;
      if (value === undefined) throw new PipelineError('secret_unavailable', `${reference} is not set`);
      return value;
    },
  };
}
