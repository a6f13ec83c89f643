import { z } from 'zod';
import { defineChannel } from '../kit/define-channel.js';

/** Canonical records that other systems post by themselves: nothing to set, nothing to sign, nothing to pull. */
export const api = defineChannel({
  key: 'api',
  title: 'Posted records',
  settings: z.strictObject({}),
  secrets: [],
  mappingVersion: '1',
  resources: {},
});
