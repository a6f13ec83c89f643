import { z } from 'zod';

/** Says of a stored item or an event that a person was removed from it: when, and on which privacy request. */
export const erasure = z.object({ at: z.string(), requestId: z.string() });

/** When and why a person was removed. */
export type Erasure = z.output<typeof erasure>;
