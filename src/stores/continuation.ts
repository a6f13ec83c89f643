import { z } from 'zod';
import { PipelineError } from '../model/errors.js';

/** The last item of a page: its value of the field that the list is ordered by, and its id, which settles ties. */
export interface LastKey {
  order: string;
  id: string;
}

const lastKey = z.strictObject({ order: z.string().max(64), id: z.string().max(255) });

/** The opaque text that asks for what comes after `key`. */
export function formatContinuation(key: LastKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/**
 * Reads a continuation back.
 * @throws `parameter_invalid` for anything that `formatContinuation` cannot have written.
 */
export function parseContinuation(text: string): LastKey {
  const parsed = /^[A-Za-z0-9_-]{1,1024}$/.test(text) ? lastKey.safeParse(parseJsonOrNull(text)) : null;
  if (!parsed?.success) {
    throw new PipelineError('parameter_invalid', 'The continuation is not one that this list gave', {
      path: 'continuation',
    });
  }
  return parsed.data;
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
