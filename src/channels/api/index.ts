import { z } from 'zod';
import type { Channel } from '../../ports/channel.js';

/** Canonical records that other systems post by themselves: nothing to set, nothing to sign, nothing to pull. */
export const api: Channel = {
  key: 'api',
  title: 'Posted records',
  settings: z.strictObject({}),
  secretNames: () => [],
  mappingVersion: '1',
  resources: {},
};
