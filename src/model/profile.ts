import { z } from 'zod';
import { duration } from './duration.js';
import { json } from './fields.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A slug: it never holds `|`, `/` or anything else that has a meaning in a name. */
export const profileId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens (1 to 63)');

/** A secret by reference, never by value. */
export const secretReference = z
  .string()
  .regex(
    /^(env:[A-Z][A-Z0-9_]*|keyvault:[A-Za-z0-9-]{1,127})$/,
    'must be env:NAME or keyvault:NAME, never the secret itself',
  );

const winner = z.enum(['local', 'remote']);

/** Whose value stands when both sides changed a path, by JSON Pointer prefix; `*` is one segment, the longest prefix wins. */
const conflictPolicy = z.record(z.string().regex(/^(\/([^/~]|~[01])*)*$/, 'must be a JSON Pointer'), winner);

const pull = z.strictObject({
  enabled: z.boolean().default(true),
  interval: duration(MINUTE, 7 * DAY).default('PT15M'),
  resources: z.array(z.string().min(1)).max(20).default([]),
  overlap: duration(0, DAY).default('PT5M'),
  backfillDays: z.number().int().min(0).max(3_650).default(30),
  pageSize: z.number().int().min(1).max(300).default(100),
});

const policies = z.strictObject({
  conflicts: conflictPolicy.default({}),
  unknownProduct: z.enum(['keep', 'fail']).default('keep'),
  arithmetic: z.enum(['warn', 'strict']).default('warn'),
});

/** A key of a profile: only its SHA-256 is kept. */
const apiKey = z.strictObject({ id: z.string().min(1).max(64), hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/** What connects one tenant's sales channel with the order store. `settings` is checked by the channel's own schema. */
export const profile = z.strictObject({
  id: profileId,
  tenantId: profileId,
  name: z.string().min(1).max(200),
  channel: z.string().min(1).max(64),
  active: z.boolean().default(true),
  settings: z.record(z.string(), json).default({}),
  secrets: z.record(z.string().min(1).max(64), secretReference).default({}),
  pull: pull.prefault({}),
  policies: policies.prefault({}),
  cacheMaxAge: duration(0, 365 * DAY).default('P7D'),
  apiKeys: z.array(apiKey).max(20).default([]),
});

/** An integration profile, complete. */
export type Profile = z.output<typeof profile>;
